import { describe, expect, it } from 'vitest'
import { nextRates } from '../../../src/core/processes/rate-window.ts'

describe('nextRates', () => {
  it('knows no rate at first, then the growth per second', () => {
    const first = nextRates(undefined, { readBytes: 1000 }, 0)
    expect(first?.rates).toEqual({})
    expect(nextRates(first, { readBytes: 1500 }, 250)?.rates).toEqual({ readBytesPerSecond: 2000 })
    expect(nextRates(first, undefined, 250)).toBeUndefined()
  })

  it('leaves the window open for samples that follow each other closely', () => {
    const first = nextRates(undefined, { readBytes: 0 }, 0)
    const second = nextRates(first, { readBytes: 500 }, 100)
    expect(second).toBe(first)
    expect(nextRates(second, { readBytes: 1000 }, 200)?.rates).toEqual({ readBytesPerSecond: 5000 })
  })

  it('makes no rate across a change of what is counted', () => {
    const first = nextRates(undefined, { readBytes: 0 }, 0)
    const other = nextRates(first, { voluntarySwitches: 7 }, 50)
    expect(other?.rates).toEqual({})
    const both = nextRates(other, { readBytes: 9_000_000, voluntarySwitches: 9 }, 250)
    expect(both?.rates).toEqual({ voluntarySwitchesPerSecond: 10 })
    expect(nextRates(both, { readBytes: 9_000_000, voluntarySwitches: 9 }, 500)?.rates).toEqual({
      readBytesPerSecond: 0,
      voluntarySwitchesPerSecond: 0,
    })
  })
})
