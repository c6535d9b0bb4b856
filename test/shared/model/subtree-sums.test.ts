import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subtreeSums, type SubtreeSum } from '../../../src/shared/model/subtree-sums.ts'
import { keyOf, treeRows, type TreeProcess } from '../../../src/shared/model/tree.ts'

interface Row extends TreeProcess {
  readonly cpuPercent?: number
  readonly rssBytes?: number
}

const tableOf = (rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map((row) => [keyOf(row), row]))
const row = (pid: number, parent: number, more: Partial<Row> = {}): Row => ({
  pid,
  startKey: `s${pid}`,
  ppid: parent,
  ...(parent > 0 && { parentStartKey: `s${parent}` }),
  ...more,
})

/** @returns the sums as the tree of the page shows them: a row and all that follow it on deeper levels */
function sumsOfTree(rows: readonly Row[]): ReadonlyMap<string, SubtreeSum> {
  const shown = treeRows(rows, { compare: () => 0, isCollapsed: () => false })
  return new Map(
    shown.map(({ key, level }, index) => {
      const after = shown.slice(index + 1)
      const end = after.findIndex((each) => each.level <= level)
      const all = shown.slice(index, end < 0 ? undefined : index + 1 + end).map(({ process }) => process)
      const sum = (field: 'cpuPercent' | 'rssBytes'): object => {
        const known = all.flatMap((each) => each[field] ?? [])
        return known.length === 0 ? {} : { [field]: known.reduce((left, right) => left + right, 0) }
      }
      return [key, { count: all.length, ...sum('cpuPercent'), ...sum('rssBytes') }]
    }),
  )
}

const anyRows = fc
  .array(
    fc.record({
      parent: fc.nat(13),
      // A stamp that no row has: the parent's pid was reused.
      reused: fc.boolean(),
      cpuPercent: fc.option(fc.nat(400), { nil: undefined }),
      rssBytes: fc.option(fc.nat(1e9), { nil: undefined }),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ parent, reused, ...figures }, index) =>
      row(index + 1, parent, { ...figures, ...(reused && { parentStartKey: 'former' }) }),
    ),
  )

describe('subtreeSums', () => {
  it('adds each process and all its descendants, whatever the order of the rows', () => {
    const rows = [row(3, 2, { rssBytes: 4 }), row(1, 0, { cpuPercent: 1, rssBytes: 1 }), row(2, 1, { cpuPercent: 50 })]
    expect(subtreeSums(tableOf(rows))).toEqual(
      new Map([
        ['3@s3', { count: 1, rssBytes: 4 }],
        ['1@s1', { count: 3, cpuPercent: 51, rssBytes: 5 }],
        ['2@s2', { count: 2, cpuPercent: 50, rssBytes: 4 }],
      ]),
    )
  })

  it('says nothing where nobody tells anything', () => {
    expect(subtreeSums(tableOf([row(1, 0)])).get('1@s1')).toEqual({ count: 1 })
  })

  it('agrees with the tree, also where pids were reused and parents form rings', () => {
    fc.assert(
      fc.property(anyRows, fc.infiniteStream(fc.nat()), (rows, places) => {
        const shuffled = rows
          .map((each) => ({ each, place: places.next().value ?? 0 }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ each }) => each)
        expect(subtreeSums(tableOf(shuffled))).toEqual(sumsOfTree(rows))
      }),
    )
  })

  it('is not stopped by a chain deeper than the call stack', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => row(index + 1, index, { rssBytes: 1 }))
    expect(subtreeSums(tableOf(rows)).get('1@s1')).toEqual({ count: 20_000, rssBytes: 20_000 })
  })
})
