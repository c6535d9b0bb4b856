import { describe, expect, it } from 'vitest'
import { firstWindow, nextWindow } from '../../../src/core/processes/cpu-window.ts'

describe('the CPU window', () => {
  it('tells nothing at first sight, then ticks per time', () => {
    const first = firstWindow({ cpuTimeMs: 500 }, 1000)
    expect(first.percent).toBeUndefined()
    expect(nextWindow(first, { cpuTimeMs: 750 }, 2000).percent).toBe(25)
  })

  it('keeps figure and start when the next sample follows closely', () => {
    const open = nextWindow(firstWindow({ cpuTimeMs: 0 }, 0), { cpuTimeMs: 500 }, 1000)
    // One tick in 2 ms would be 500 %.
    const soon = nextWindow(open, { cpuTimeMs: 510 }, 1002)
    expect(soon).toBe(open)
    expect(nextWindow(soon, { cpuTimeMs: 1010 }, 2000).percent).toBe(51)
  })

  it('closes however closely samples follow each other', () => {
    let window = firstWindow({ cpuTimeMs: 0 }, 0)
    for (let atMs = 10; atMs <= 300; atMs += 10) window = nextWindow(window, { cpuTimeMs: atMs }, atMs)
    expect(window).toMatchObject({ fromMs: 300, percent: 100 })
  })

  it('is never below zero, and takes the word of a source that has no CPU times', () => {
    expect(nextWindow(firstWindow({ cpuTimeMs: 50 }, 0), { cpuTimeMs: 40 }, 1000).percent).toBe(0)
    const told = nextWindow(firstWindow({ cpuPercent: 3 }, 0), { cpuPercent: 4.5 }, 10)
    expect(told.percent).toBe(4.5)
  })
})
