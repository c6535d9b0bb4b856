import { describe, expect, it } from 'vitest'
import { win32Signalling } from '../../../src/core/platform/win32/signalling.ts'
import { refusalOf } from '../../../src/core/signals/refusals.ts'

const rules = { platform: win32Signalling(), ownPid: 50, ancestors: new Set([40, 30]) }

describe('refusals on Windows', () => {
  it.each(['csrss.exe', 'LSASS.EXE', 'wininit', 'Registry', 'System', 'svchost.exe'])('%s is critical', (name) => {
    expect(refusalOf({ pid: 700, name }, rules, false)).toBe('critical')
    expect(refusalOf({ pid: 700, name }, rules, true)).toBeUndefined()
  })

  it.each(['notepad.exe', 'system32.exe', 'csrss.exe.exe', ''])('%j is not', (name) => {
    expect(refusalOf({ pid: 700, name }, rules, false)).toBeUndefined()
  })

  it.each([
    [0, 'init'],
    [-1, 'init'],
    [1, 'init'],
    [50, 'forkscope'],
    [40, 'ancestor'],
    [30, 'ancestor'],
  ])('pid %i is refused', (pid, reason) => {
    expect(refusalOf({ pid, name: 'x' }, rules, false)).toBe(reason)
  })

  it('says that check and end are two steps', () => {
    expect(rules.platform.degraded).toContainEqual({ kind: 'two-steps' })
  })
})
