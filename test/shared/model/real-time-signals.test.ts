import { describe, expect, it } from 'vitest'
import { readRealTimeName, realTimeName, realTimeSignals } from '../../../src/shared/model/real-time-signals.ts'

describe('real-time signals', () => {
  it('are those from 34 to 64', () => {
    expect(realTimeSignals.size).toBe(31)
    expect(realTimeName(34)).toBe('SIGRTMIN')
    expect(realTimeName(64)).toBe('SIGRTMIN+30')
    expect([31, 32, 33, 65].map(realTimeName)).toEqual([undefined, undefined, undefined, undefined])
    for (const [name, number] of realTimeSignals) expect(realTimeName(number)).toBe(name)
  })

  it.each([
    ['SIGRTMIN', 'SIGRTMIN'],
    ['SIGRTMIN+0', 'SIGRTMIN'],
    ['SIGRTMIN+7', 'SIGRTMIN+7'],
    ['SIGRTMAX', 'SIGRTMIN+30'],
    ['SIGRTMAX-29', 'SIGRTMIN+1'],
    ['SIGRTMAX-30', 'SIGRTMIN'],
    ['SIGRTMIN+31', undefined],
    ['SIGRTMAX-31', undefined],
    ['SIGRTMIN-1', undefined],
    ['SIGRTMAX+1', undefined],
    ['SIGRTMINX', undefined],
    ['SIGTERM', undefined],
  ])('%s is %s', (text, name) => {
    expect(readRealTimeName(text)).toBe(name)
  })
})
