import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCpuList, parseCpuList } from '../../../src/shared/model/cpu-list.ts'

describe('lists of CPUs', () => {
  it.each([
    ['0', [0]],
    ['0-3, 8', [0, 1, 2, 3, 8]],
    ['5,5,1-2', [1, 2, 5]],
    [' 0 - 1 , 3 \n', [0, 1, 3]],
  ])('reads %s', (text, cpus) => {
    expect(parseCpuList(text)).toEqual(cpus)
  })

  it.each(['', 'a', '0 1', '1 0-2', '0-1 2', '3-1', '1-', '-1', '1,,2', '4096', '0-99999', '1.5', '0x1'])(
    'takes %j for no list',
    (text) => {
      expect(parseCpuList(text)).toEqual([])
    },
  )

  it('reads what it writes', () => {
    const sets = fc.uniqueArray(fc.integer({ min: 0, max: 4095 }), { minLength: 1 })
    fc.assert(
      fc.property(sets, (cpus) => {
        expect(parseCpuList(formatCpuList(cpus))).toEqual(cpus.toSorted((a, b) => a - b))
      }),
    )
  })
})
