import { describe, expect, it } from 'vitest'
import { createSessionStore } from '../../src/web/session-store.ts'

const idle = 12 * 3600 * 1000

function createStore() {
  const clock = { now: 0 }
  const store = createSessionStore(() => clock.now)
  const open = () => {
    const session = store.open(store.newToken())
    if (session === undefined) throw new Error('A fresh token opened no session.')
    return session
  }
  return { clock, store, open }
}

describe('sessions', () => {
  it('need both halves, of the same session', () => {
    const { store, open } = createStore()
    const [one, two] = [open(), open()]
    expect(store.find(one.cookie, one.secret)).toBe(one)
    expect(store.find(one.cookie, 'other')).toBeUndefined()
    expect(store.find('other', one.secret)).toBeUndefined()
    expect(store.find(one.cookie, two.secret)).toBeUndefined()
    expect(store.find(undefined, undefined)).toBeUndefined()
  })

  it('expire when idle, counted from the last use', () => {
    const { clock, store, open } = createStore()
    const session = open()
    clock.now = idle
    expect(store.find(session.cookie, session.secret)).toBe(session)
    clock.now = 2 * idle
    expect(store.find(session.cookie, session.secret)).toBe(session)
    clock.now = 3 * idle + 1
    expect(store.find(session.cookie, session.secret)).toBeUndefined()
  })

  it('are not idle while a socket is open, whoever else comes meanwhile', () => {
    const { clock, store, open } = createStore()
    const session = open()
    const [closeOne, closeTwo] = [store.use(session), store.use(session)]
    clock.now = 5 * idle
    expect(store.find(undefined, undefined)).toBeUndefined()
    closeOne()
    closeOne()
    clock.now = 9 * idle
    expect(store.find(session.cookie, session.secret)).toBe(session)
    closeTwo()
    clock.now = 10 * idle + 1
    expect(store.find(session.cookie, session.secret)).toBeUndefined()
  })

  it.each([undefined, null, '', 7, {}, [], 'x'.repeat(43)])('do not open for %j', (token) => {
    const { store } = createStore()
    store.newToken()
    expect(store.open(token)).toBeUndefined()
  })
})

describe('tokens', () => {
  it('hold 256 bits, are all different, and open once', () => {
    const { store } = createStore()
    const tokens = Array.from({ length: 16 }, () => store.newToken())
    expect(new Set(tokens).size).toBe(16)
    for (const token of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32)
      expect(store.open(token)).toBeDefined()
      expect(store.open(token)).toBeUndefined()
    }
  })

  it('for a browser that is opened at once do not wait', () => {
    const { clock, store } = createStore()
    const [inTime, late, patient] = [store.newToken(1000), store.newToken(1000), store.newToken()]
    clock.now = 1000
    expect(store.open(inTime)).toBeDefined()
    clock.now = 1001
    expect(store.open(late)).toBeUndefined()
    clock.now = 100 * idle
    expect(store.open(patient)).toBeDefined()
  })
})
