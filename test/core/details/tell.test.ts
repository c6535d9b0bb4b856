import { describe, expect, it } from 'vitest'
import { deniedHere, tell } from '../../../src/core/details/platform/details-platform.ts'

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))

describe('what the system refuses to tell', () => {
  it('needs root, but not where Forkscope is root already', async () => {
    for (const code of ['EACCES', 'EPERM']) {
      expect(await tell(failing(code), 'denied')).toEqual({ kind: 'denied' })
      expect(await tell(failing(code), 'denied-to-root')).toEqual({ kind: 'denied-to-root' })
      expect(await tell(failing(code))).toEqual({ kind: deniedHere })
    }
    expect(deniedHere).toBe(process.geteuid?.() === 0 ? 'denied-to-root' : 'denied')
  })

  it('is no refusal where there is nothing to tell', async () => {
    expect(await tell(failing('ENOENT'), 'denied-to-root')).toEqual({ kind: 'none' })
    await expect(tell(failing('EMFILE'))).rejects.toThrow('EMFILE')
  })
})
