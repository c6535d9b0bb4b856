import { describe, expect, it } from 'vitest'
import { treeOf, withAncestors } from '../../src/cli/ps-tree.ts'
import { parseQuery } from '../../src/cli/query.ts'
import { createWatchedRows, type RowsEvent, type View } from '../../src/cli/watched-rows.ts'
import type { EndedProcess, Process, TableEvent } from '../../src/shared/contract/process.ts'
import { keyOf } from '../../src/shared/model/tree.ts'

type Table = Exclude<TableEvent, { kind: 'trouble' }>

const row = (pid: number, more: Partial<Process> = {}): Process => ({
  pid,
  startKey: `k${pid}`,
  ppid: 1,
  parentStartKey: 'k1',
  name: `p${pid}`,
  state: 'sleeping',
  ...more,
})
const sample = { source: 'procfs', costMs: 1, intervalMs: 1000, memoryUsedBytes: 1, memoryTotalBytes: 2 } as const
const snapshot = (...processes: readonly Process[]): Table => ({
  kind: 'snapshot',
  at: 0,
  processes: [...processes],
  sample,
})
const change = (parts: {
  readonly started?: Process[]
  readonly ended?: EndedProcess[]
  readonly changed?: Process[]
}): Table => ({ kind: 'change', at: 1, started: [], ended: [], changed: [], sample, ...parts })
const end = (pid: number, exitCode = 0): EndedProcess => ({ pid, startKey: `k${pid}`, exitCode })

function viewOf(query: string, tree = false): View {
  const select = parseQuery(query).select(new Map())
  const choose: View['choose'] = (rows, at) =>
    tree ? withAncestors(rows, select(rows, at)) : rows.filter(select(rows, at))
  return { choose, arrange: (rows, at) => treeOf(choose(rows, at)) }
}

/** What a reader holds that does as it is told. @throws Error when it is told what cannot be */
function readerOf(events: readonly (RowsEvent | undefined)[]): readonly number[] {
  const held = new Map<string, Process>()
  const must = (holds: boolean, what: string): void => {
    if (!holds) throw new Error(what)
  }
  for (const event of events) {
    if (event?.kind === 'snapshot') for (const each of event.processes) held.set(keyOf(each), each)
    if (event?.kind !== 'change') continue
    for (const each of event.started) {
      must(!held.has(keyOf(each)), `${each.pid} started twice`)
      held.set(keyOf(each), each)
    }
    for (const each of event.changed) {
      must(held.has(keyOf(each)), `${each.pid} changed before it started`)
      held.set(keyOf(each), each)
    }
    for (const left of event.leaving) must(held.delete(keyOf(left.row)), `${left.row.pid} left before it started`)
  }
  return [...held.values()].map(({ pid }) => pid).toSorted((a, b) => a - b)
}

describe('the rows that a query means, watched', () => {
  it('start when they begin to match and leave, alive, when they match no more', () => {
    const rowsAfter = createWatchedRows(viewOf('cpu > 3'))
    const first = rowsAfter(snapshot(row(2, { cpuPercent: 1 }), row(3, { cpuPercent: 9 })))
    const busy = row(2, { cpuPercent: 50 })
    const idle = row(3, { cpuPercent: 0 })
    const second = rowsAfter(change({ changed: [busy, idle] }))
    expect(second).toMatchObject({ started: [busy], leaving: [{ row: { pid: 3 } }], changed: [] })
    expect(second?.kind === 'change' && second.leaving[0]).not.toHaveProperty('end')
    const busier = row(2, { cpuPercent: 60 })
    const third = rowsAfter(change({ changed: [busier] }))
    expect(third).toMatchObject({ started: [], leaving: [], changed: [busier] })
    expect(readerOf([first, second, third])).toEqual([2])
    const fourth = rowsAfter(change({ ended: [end(2, 7), end(3)] }))
    expect(fourth).toMatchObject({ started: [], leaving: [{ row: busier, end: end(2, 7) }], changed: [] })
    expect(readerOf([first, second, third, fourth])).toEqual([])
  })

  it('are told of nothing that happens to others', () => {
    const rowsAfter = createWatchedRows(viewOf('name = p2'))
    rowsAfter(snapshot(row(2), row(3)))
    expect(rowsAfter(change({ started: [row(4)], changed: [row(3, { threads: 2 })], ended: [end(3)] }))).toBeUndefined()
  })

  it('come and go within one event', () => {
    const rowsAfter = createWatchedRows(viewOf('p4'))
    const events = [
      rowsAfter(snapshot(row(2))),
      rowsAfter(change({ started: [row(4), row(5)], ended: [end(4, 3), end(5)] })),
    ]
    expect(events[1]).toMatchObject({ started: [row(4)], leaving: [{ row: row(4), end: end(4, 3) }], changed: [] })
    expect(readerOf(events)).toEqual([])
  })

  it('are with --tree what is above a match too, for as long as it is', () => {
    const rowsAfter = createWatchedRows(viewOf('leaf', true))
    const [init, parent] = [row(1, { ppid: 0, parentStartKey: '' }), row(2)]
    const leaf = row(3, { ppid: 2, parentStartKey: 'k2', name: 'leaf' })
    const events = [rowsAfter(snapshot(init, parent))]
    expect(readerOf(events)).toEqual([])
    events.push(rowsAfter(change({ started: [leaf] })))
    expect(readerOf(events)).toEqual([1, 2, 3])
    events.push(rowsAfter(change({ ended: [end(3)] })))
    expect(readerOf(events)).toEqual([])
  })

  it('are found anew after the sampler was', () => {
    const rowsAfter = createWatchedRows(viewOf('state = stopped'))
    rowsAfter(snapshot(row(2, { state: 'stopped' })))
    expect(rowsAfter(snapshot(row(3, { state: 'stopped' }), row(2)))).toMatchObject({ processes: [{ pid: 3 }] })
    expect(rowsAfter(change({ changed: [row(2, { state: 'stopped' })] }))).toMatchObject({ started: [{ pid: 2 }] })
  })
})
