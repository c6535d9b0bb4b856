import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyOf, treeRows, type TreeProcess } from '../../../src/shared/model/tree.ts'

interface Row extends TreeProcess {
  readonly name: string
  readonly weight?: number
}

const row = (pid: number, parent: Pick<Row, 'pid' | 'startKey'> | undefined, extra: Partial<Row> = {}): Row => ({
  pid,
  startKey: `s${pid}`,
  ppid: parent?.pid ?? 0,
  ...(parent !== undefined && { parentStartKey: parent.startKey }),
  name: `p${pid}`,
  ...extra,
})
const byPid = (a: Row, b: Row): number => a.pid - b.pid
const open = { compare: byPid, isCollapsed: () => false }
const outline = (rows: ReturnType<typeof treeRows<Row>>): readonly string[] =>
  rows.map(({ process, level }) => `${'.'.repeat(level - 1)}${process.pid}`)

const init = row(1, undefined)
const shell = row(10, init)
const editor = row(11, shell)
const server = row(20, init)

describe('treeRows', () => {
  it('puts each process under its parent, with the places that ARIA wants', () => {
    const rows = treeRows([editor, server, shell, init], open)
    expect(outline(rows)).toEqual(['1', '.10', '..11', '.20'])
    expect(rows[1]).toMatchObject({ level: 2, position: 1, siblings: 2, hasChildren: true, expanded: true })
    expect(rows[3]).toMatchObject({ level: 2, position: 2, siblings: 2, hasChildren: false, expanded: false })
  })

  it('does not believe a ppid whose process has another start stamp: the pid was reused', () => {
    const reused = row(10, init, { startKey: 'later' })
    expect(outline(treeRows([init, reused, editor], open))).toEqual(['1', '.10', '11'])
  })

  it('takes a process without a known parent as a top', () => {
    expect(outline(treeRows([row(7, undefined, { ppid: 1 }), init], open))).toEqual(['1', '7'])
  })

  it('cuts a ring at its lowest pid and shows each of it once', () => {
    const a = row(5, { pid: 7, startKey: 's7' })
    const b = row(6, a)
    const c = row(7, b)
    expect(outline(treeRows([c, b, a], open))).toEqual(['5', '.6', '..7'])
    expect(outline(treeRows([row(4, { pid: 4, startKey: 's4' })], open))).toEqual(['4'])
  })

  it('hides what is below a collapsed row, and keeps it expandable', () => {
    const rows = treeRows([init, shell, editor, server], { ...open, isCollapsed: (key) => key === keyOf(shell) })
    expect(outline(rows)).toEqual(['1', '.10', '.20'])
    expect(rows[1]).toMatchObject({ hasChildren: true, expanded: false })
  })

  it('sorts siblings only, and leaves equal ones in the order of their pids', () => {
    const rows = [row(30, init, { weight: 1 }), row(31, init, { weight: 2 }), row(32, init, { weight: 1 }), init]
    const heavyFirst = (a: Row, b: Row): number => (b.weight ?? 0) - (a.weight ?? 0)
    const expected = ['1', '.31', '.30', '.32']
    expect(outline(treeRows(rows, { ...open, compare: heavyFirst }))).toEqual(expected)
    expect(outline(treeRows(rows.toReversed(), { ...open, compare: heavyFirst }))).toEqual(expected)
  })

  it('keeps the ancestors of a match, marked as context, which can be collapsed', () => {
    const matching = { ...open, matches: (each: Row) => each.pid === 11 }
    const collapsed = treeRows([init, shell, editor, server], {
      ...matching,
      isCollapsed: (key) => key === keyOf(shell),
    })
    expect(outline(collapsed)).toEqual(['1', '.10'])
    const rows = treeRows([init, shell, editor, server], matching)
    expect(rows.map(({ process, context }) => [process.pid, context])).toEqual([
      [1, true],
      [10, true],
      [11, false],
    ])
  })

  it('counts places among what is shown', () => {
    const [, only] = treeRows([init, shell, server], { ...open, matches: (each) => each.pid === 20 })
    expect(only).toMatchObject({ position: 1, siblings: 1 })
  })

  it('survives a chain deeper than the call stack', () => {
    const chain: Row[] = [row(1, undefined)]
    for (let pid = 2; pid <= 20_000; pid += 1) chain.push(row(pid, chain.at(-1)))
    const rows = treeRows(chain, open)
    expect(rows).toHaveLength(20_000)
    expect(rows.at(-1)?.level).toBe(20_000)
  })

  /** Any table at all: parents known and unknown, reused pids, rings. */
  const tableOf = (pids: number) =>
    fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: pids }), fc.integer({ min: 0, max: 1 })), {
        selector: ([pid, start]) => `${pid}@${start}`,
        maxLength: 40,
      })
      .chain((identities) =>
        fc.tuple(
          ...identities.map(([pid, start]) =>
            fc.record(
              {
                pid: fc.constant(pid),
                startKey: fc.constant(String(start)),
                name: fc.constantFrom('a', 'b'),
                ppid: fc.integer({ min: 0, max: pids }),
                parentStartKey: fc.constantFrom('0', '1'),
              },
              { requiredKeys: ['pid', 'startKey', 'name', 'ppid'] },
            ),
          ),
        ),
      )

  const table = tableOf(30)

  // Few pids: nearly every such table holds a ring.
  it.each([30, 4])('shows every row exactly once, whatever a table of %i pids says', (pids) => {
    fc.assert(
      fc.property(tableOf(pids), (processes) => {
        const keys = treeRows(processes, open).map((each) => each.key)
        expect(keys.toSorted()).toEqual(processes.map(keyOf).toSorted())
      }),
      { numRuns: 500 },
    )
  })

  it('never loses a match to the filter, and each level is one below the row it hangs from', () => {
    fc.assert(
      fc.property(table, (processes) => {
        const rows = treeRows(processes, { ...open, matches: (each) => each.name === 'a' })
        const found = rows.filter((each) => !each.context).map((each) => each.key)
        expect(found.toSorted()).toEqual(
          processes
            .filter((each) => each.name === 'a')
            .map(keyOf)
            .toSorted(),
        )
        for (const [index, { level }] of rows.entries()) {
          expect(level).toBeLessThanOrEqual((rows[index - 1]?.level ?? 0) + 1)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a flat arrangement', () => {
  it('shows matches alone, in order, without relations', () => {
    const rows = treeRows([server, editor, init], { ...open, flat: true, matches: (each) => each.pid > 1 })
    expect(
      rows.map(({ process, level, hasChildren, position }) => [process.pid, level, hasChildren, position]),
    ).toEqual([
      [11, 1, false, 1],
      [20, 1, false, 2],
    ])
  })
})
