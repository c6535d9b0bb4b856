import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { relateFamily } from '../../../src/core/processes/parents.ts'
import { raw } from './raw.ts'

describe('relateFamily', () => {
  it('believes a recorded parent that is there and not younger', () => {
    const parent = raw(10, 1, { startOrder: 5 })
    const child = raw(20, 10, { startOrder: 5 })
    const older = raw(9, 10, { startOrder: 4 })
    const family = relateFamily([parent, child, older])
    expect(family.parentOf(child)).toBe(parent)
    expect(family.parentOf(older)).toBeUndefined()
    expect(family.parentOf(parent)).toBeUndefined()
  })

  it('cuts a ring above its lowest pid where no start times forbid it', () => {
    const [a, b, c] = [raw(5, 7), raw(6, 5), raw(7, 6)]
    const hanging = raw(3, 7)
    const family = relateFamily([c, hanging, b, a])
    expect(family.parentOf(a)).toBeUndefined()
    expect(family.parentOf(b)).toBe(a)
    expect(family.parentOf(c)).toBe(b)
    expect(family.parentOf(hanging)).toBe(c)
  })

  it('takes a process that names itself for one without a parent', () => {
    const own = raw(4, 4)
    expect(relateFamily([own]).parentOf(own)).toBeUndefined()
  })

  it('leads to a top from every process, whatever the table says', () => {
    const table = fc
      .uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 6 })
      .chain((pids) =>
        fc.tuple(
          ...pids.map((pid) =>
            fc
              .record({ ppid: fc.integer({ min: 0, max: 6 }), startOrder: fc.option(fc.integer({ min: 0, max: 3 })) })
              .map(({ ppid, startOrder }) => raw(pid, ppid, startOrder === null ? {} : { startOrder })),
          ),
        ),
      )
    fc.assert(
      fc.property(table, (sample) => {
        const family = relateFamily(sample)
        for (const row of sample) {
          let steps = 0
          for (let at = family.parentOf(row); at !== undefined && steps <= 6; at = family.parentOf(at)) steps += 1
          expect(steps).toBeLessThan(sample.length)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
