import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTreeArranger } from '../../../src/shared/model/tree-arranger.ts'
import { keyOf, treeRows, type TreeProcess } from '../../../src/shared/model/tree.ts'

interface Row extends TreeProcess {
  readonly weight: number
}

const table = (rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map((row) => [keyOf(row), row]))
const byWeight = (a: Row, b: Row): number => a.weight - b.weight
const heaviestFirst = (a: Row, b: Row): number => b.weight - a.weight
const open = { compare: byWeight, isCollapsed: () => false }

/** Few pids, so that processes come, go, move, weigh something else and form rings from one table to the next. */
const anyRow = fc.record({
  pid: fc.integer({ min: 1, max: 12 }),
  startKey: fc.constantFrom('a', 'b'),
  ppid: fc.integer({ min: 0, max: 12 }),
  parentStartKey: fc.constantFrom('a', 'b', undefined),
  weight: fc.integer({ min: 0, max: 3 }),
})
const anyTable = fc.uniqueArray(anyRow, { selector: keyOf, maxLength: 16 })
/** As on most machines: parents have lower pids, so that there is no ring to look for. */
const orderlyTable = anyTable.map((rows) => rows.map((row) => ({ ...row, ppid: row.ppid % row.pid })))
const anyOptions = fc.record({
  compare: fc.constantFrom(byWeight, heaviestFirst),
  matches: fc.constantFrom(undefined, (row: Row) => row.weight > 1),
  isCollapsed: fc.constantFrom(
    () => false,
    (key: string) => key.endsWith('b'),
  ),
  flat: fc.boolean(),
})

describe('createTreeArranger', () => {
  it.each([
    ['any', anyTable],
    ['orderly', orderlyTable],
  ])('arranges %s tables after others as if each had been the first', (_, tables) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(tables, anyOptions), { minLength: 2, maxLength: 6 }), (updates) => {
        const arrange = createTreeArranger<Row>()
        // Only some rows change from one table to the next: what did not is the same object.
        const known = new Map<string, Row>()
        for (const [rows, options] of updates) {
          const kept = rows.map((row) => {
            const before = known.get(keyOf(row))
            return before?.weight === row.weight && before.ppid === row.ppid ? before : row
          })
          for (const row of kept) known.set(keyOf(row), row)
          // The order of a table is that of its Map; the arranger keeps the order in which rows came to it.
          const total = (a: Row, b: Row): number =>
            options.compare(a, b) || a.pid - b.pid || (a.startKey < b.startKey ? -1 : 1)
          const settled = { ...options, compare: total }
          expect(arrange(table(kept), settled)).toEqual(treeRows(kept, settled))
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['told what changed', true],
    ['without being told', false],
  ])('arranges under the same options again and again as if each table had been the first, %s', (_, told) => {
    const byTotal = (a: Row, b: Row): number => byWeight(a, b) || a.pid - b.pid || (a.startKey < b.startKey ? -1 : 1)
    const someTables = fc.array(fc.oneof(anyTable, orderlyTable), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(someTables, fc.boolean(), fc.constantFrom(0, 2), (tables, flat, collapsed) => {
        const options = { compare: byTotal, isCollapsed: (key: string) => key.startsWith(`${collapsed}@`), flat }
        const arrange = createTreeArranger<Row>()
        let before: ReadonlyMap<string, Row> = new Map()
        for (const rows of tables) {
          // What changes most often changes no order: one in three keeps what it is sorted by.
          const known = before
          const kept = rows.map((row) => {
            const old = known.get(keyOf(row))
            if (old?.ppid !== row.ppid || old.parentStartKey !== row.parentStartKey) return row
            return row.pid % 3 === 0 ? { ...old } : row.pid % 3 === 1 ? old : row
          })
          const now = table(kept)
          const keys = new Set([...before.keys(), ...now.keys()])
          const steps = new Map([...keys].map((key) => [key, [known.get(key), now.get(key)] as const]))
          const arranged = told
            ? arrange(now, options, (from) => (from === known ? steps : undefined))
            : arrange(now, options)
          expect(arranged).toEqual(treeRows(kept, options))
          before = now
        }
      }),
      { numRuns: 500 },
    )
  })

  it('gives the same row where nothing changed, and another where something did', () => {
    const [init, shell, server] = [
      { pid: 1, startKey: 'a', ppid: 0, weight: 1 },
      { pid: 2, startKey: 'a', ppid: 1, parentStartKey: 'a', weight: 1 },
      { pid: 3, startKey: 'a', ppid: 1, parentStartKey: 'a', weight: 2 },
    ] as const
    const arrange = createTreeArranger<Row>()
    const before = arrange(table([init, shell, server]), open)
    const after = arrange(table([init, shell, { ...server, weight: 9 }]), open)
    expect(after[0]).toBe(before[0])
    expect(after[1]).toBe(before[1])
    expect(after[2]).not.toBe(before[2])
  })

  it('moves a row when what it is sorted by changes', () => {
    const rows = [1, 2, 3].map((pid) => ({ pid, startKey: 'a', ppid: 0, weight: pid }))
    const arrange = createTreeArranger<Row>()
    arrange(table(rows), open)
    const moved = arrange(table(rows.map((row) => (row.pid === 1 ? { ...row, weight: 9 } : row))), open)
    expect(moved.map(({ process }) => process.pid)).toEqual([2, 3, 1])
  })
})
