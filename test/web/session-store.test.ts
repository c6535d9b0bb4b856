import { describe, expect, it } from 'vitest'
import { createSessionStore } from '../../src/web/session-store.ts'

describe('sessions', () => {
  it('need both halves, and expire when idle', () => {
    let now = 0
    const store = createSessionStore(() => now)
    const session = store.open(store.newToken())
    expect(session).toBeDefined()
    expect(store.find(session?.cookie, session?.secret)).toBe(session)
    expect(store.find(session?.cookie, 'other')).toBeUndefined()
    expect(store.find('other', session?.secret)).toBeUndefined()
    now = 12 * 3600 * 1000 + 1
    expect(store.find(session?.cookie, session?.secret)).toBeUndefined()
  })

  it.each([undefined, '', 7, {}, 'x'.repeat(43)])('do not open for %j', (token) => {
    const store = createSessionStore()
    store.newToken()
    expect(store.open(token)).toBeUndefined()
  })
})
