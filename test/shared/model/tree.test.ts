import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyOf, listRows, treeRows, type TreeProcess } from '../../../src/shared/model/tree.ts'

const row = (pid: number, ppid = 0, parentStartKey?: string): TreeProcess => ({
  pid,
  startKey: `s${pid}`,
  ppid,
  ...(parentStartKey !== undefined && { parentStartKey }),
})
const byPid = { compare: () => 0, isCollapsed: () => false }
const shape = (rows: readonly TreeProcess[], options = {}) =>
  treeRows(rows, { ...byPid, ...options }).map((each) => `${'-'.repeat(each.level)}${each.process.pid}`)

describe('treeRows', () => {
  it('puts a row under the process of its ppid and parentStartKey', () => {
    expect(shape([row(1), row(2, 1, 's1'), row(3, 2, 's2'), row(4, 1, 's1')])).toEqual(['-1', '--2', '---3', '--4'])
  })

  it('lets a reused pid adopt nobody', () => {
    expect(shape([row(1), row(2, 1, 'an earlier 1')])).toEqual(['-1', '-2'])
  })

  it('cuts a ring of parents at its lowest pid', () => {
    expect(shape([row(5, 7, 's7'), row(6, 5, 's5'), row(7, 6, 's6')])).toEqual(['-5', '--6', '---7'])
  })

  it('keeps the ancestors of a match, marked as context, and hides the rest', () => {
    const rows = treeRows([row(1), row(2, 1, 's1'), row(3, 2, 's2'), row(4, 1, 's1')], {
      ...byPid,
      matches: (each) => each.pid === 3,
    })
    expect(rows.map((each) => [each.process.pid, each.context])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ])
  })

  it('hides what is below a collapsed row, and opens it for a match', () => {
    const rows = [row(1), row(2, 1, 's1')]
    const isCollapsed = (key: string) => key === '1@s1'
    expect(shape(rows, { isCollapsed })).toEqual(['-1'])
    expect(shape(rows, { isCollapsed, matches: (each: TreeProcess) => each.pid === 2 })).toEqual(['-1', '--2'])
  })

  it('counts siblings and places', () => {
    const rows = treeRows([row(1), row(2, 1, 's1'), row(3, 1, 's1')], byPid)
    expect(rows.map((each) => `${each.position}/${each.siblings}`)).toEqual(['1/1', '1/2', '2/2'])
  })

  it('shows every process exactly once, whatever the links', () => {
    const link = fc.record({
      pid: fc.integer({ min: 1, max: 40 }),
      ppid: fc.integer({ min: 0, max: 40 }),
      linked: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.uniqueArray(link, { selector: (each) => each.pid, maxLength: 40 }), (links) => {
        const rows = links.map(({ pid, ppid, linked }) =>
          row(pid, ppid, linked && ppid !== pid ? `s${ppid}` : undefined),
        )
        const shown = treeRows(rows, byPid).map((each) => each.key)
        expect(shown.toSorted()).toEqual(rows.map(keyOf).toSorted())
      }),
    )
  })
})

describe('listRows', () => {
  it('sorts all matches, equal ones by pid', () => {
    const rows = [row(3), row(1), row(2)]
    const shown = listRows(rows, { compare: (a, b) => Number(a.pid === 1) - Number(b.pid === 1) })
    expect(shown.map((each) => each.process.pid)).toEqual([2, 3, 1])
  })
})
