import { describe, expect, it } from 'vitest'
import { addSwitches, switchCounters } from '../../../src/core/platform/linux/thread-switches.ts'

const status = (voluntary: number, involuntary: number): string =>
  `Name:\tx\nvoluntary_ctxt_switches:\t${voluntary}\nnonvoluntary_ctxt_switches:\t${involuntary}\n`

describe('addSwitches', () => {
  it('adds up the threads, and loses nothing of those that end', () => {
    const first = addSwitches(
      undefined,
      new Map([
        ['10', status(5, 1)],
        ['11', status(100, 20)],
      ]),
    )
    expect(switchCounters(first)).toEqual({ voluntarySwitches: 105, involuntarySwitches: 21 })
    const second = addSwitches(
      first,
      new Map([
        ['10', status(6, 1)],
        ['12', status(3, 4)],
      ]),
    )
    expect(switchCounters(second)).toEqual({ voluntarySwitches: 109, involuntarySwitches: 25 })
    // The id of the former one is a new thread's.
    const third = addSwitches(
      second,
      new Map([
        ['10', status(6, 2)],
        ['12', status(1, 0)],
      ]),
    )
    expect(switchCounters(third)).toEqual({ voluntarySwitches: 110, involuntarySwitches: 26 })
  })

  it('counts nothing where no thread tells', () => {
    expect(switchCounters(addSwitches(undefined, new Map([['10', 'Name:\tx\n']])))).toEqual({})
  })
})
