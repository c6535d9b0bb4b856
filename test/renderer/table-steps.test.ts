import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAddUp, addUp } from '../../src/renderer/src/features/processes/add-up.ts'
import { columnOf } from '../../src/renderer/src/features/processes/columns/catalog.ts'
import { countChips } from '../../src/renderer/src/features/processes/filters.ts'
import { applyEvents, processes, type ProcessState } from '../../src/renderer/src/features/processes/process-store.ts'
import { changing, firstTable, stepsBetween } from '../../src/renderer/src/features/processes/table-steps.ts'
import type { Process, SampleInfo, TableEvent } from '../../src/shared/contract/process.ts'

const sample: SampleInfo = { source: 'procfs', costMs: 1, intervalMs: 1000, memoryUsedBytes: 1, memoryTotalBytes: 2 }
const process = fc.record(
  {
    pid: fc.nat(6),
    startKey: fc.constantFrom('a', 'b'),
    ppid: fc.constant(1),
    name: fc.constant('x'),
    state: fc.constantFrom('running', 'zombie', 'stopped', 'sleeping'),
    cpuPercent: fc.constantFrom(0.1, 0.2, 0.7, 100),
    rssBytes: fc.nat(5),
  },
  { requiredKeys: ['pid', 'startKey', 'ppid', 'name', 'state'] },
) as fc.Arbitrary<Process>
const some = fc.array(process, { maxLength: 5 })
const event: fc.Arbitrary<TableEvent> = fc.oneof(
  { weight: 1, arbitrary: some.map((processes) => ({ kind: 'snapshot' as const, at: 0, processes, sample })) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      at: fc.constant(1),
      started: some,
      changed: some,
      ended: some,
      sample: fc.constant(sample),
    }),
  },
)
const empty: ProcessState = processes.getInitialState()

describe('what follows from every row', () => {
  it('is the same whether it is found from what changed or from all rows', () => {
    const columns = ['cpu', 'memory'].flatMap((id) => columnOf(id) ?? [])
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(event, { maxLength: 3 }), fc.boolean()), { maxLength: 8 }), (updates) => {
        const addAllUp = createAddUp(columns)
        const deadlines = new Map<string, number>()
        let [state, nowMs] = [empty, 0]
        for (const [events, isLooked] of updates) {
          nowMs += 900
          state = applyEvents(state, events, nowMs, deadlines)
          // Who missed a table finds out from all rows again.
          if (!isLooked) continue
          expect(addAllUp(state.rows)).toEqual(addUp(state.rows.values(), columns))
          expect(countChips(state.rows)).toEqual(countChips(new Map(state.rows)))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('has no dust: what was added and taken away again leaves nothing', () => {
    const columns = [columnOf('cpu') ?? []].flat()
    const addAllUp = createAddUp(columns)
    const row = (pid: number, cpuPercent: number) =>
      ({ pid, startKey: 'a', ppid: 1, name: 'x', state: 'running', cpuPercent }) as const
    const first = firstTable([0.1, 0.2, 0.7].map((cpu, pid) => [`${pid}@a`, row(pid, cpu)]))
    expect(addAllUp(first).of.get('cpu')).toBe(1)
    const copy = changing(first)
    for (const pid of [0, 1, 2]) copy.put(`${pid}@a`, row(pid, 0))
    expect(addAllUp(copy.table).of.get('cpu')).toBe(0)
    expect(Object.is(addAllUp(copy.table).of.get('cpu'), -0)).toBe(false)
  })

  it('is right again after a table that was looked at late, when its rows were its successor’s', () => {
    const columns = [columnOf('cpu') ?? []].flat()
    const row = (cpuPercent: number) =>
      ({ pid: 1, startKey: 'a', ppid: 1, name: 'x', state: 'running', cpuPercent }) as const
    const addAllUp = createAddUp(columns)
    const first = firstTable([['1@a', row(1)]])
    const second = changing(first)
    second.put('1@a', row(2))
    const third = changing(second.table)
    third.put('1@a', row(4))
    expect([...first.values(), ...second.table.values()].map(({ cpuPercent }) => cpuPercent)).toEqual([4, 4])
    addAllUp(second.table)
    expect(addAllUp(third.table).of.get('cpu')).toBe(4)
    // A table that is followed for the second time is copied: the first successor keeps its rows.
    changing(first).put('1@a', row(8))
    expect(addAllUp(third.table).of.get('cpu')).toBe(4)
    expect(third.table.get('1@a')?.cpuPercent).toBe(4)
  })

  it('is told for the very next table only', () => {
    const first = firstTable([])
    const second = changing(first)
    const third = changing(second.table)
    expect(stepsBetween(first, second.table)).toBeDefined()
    expect(stepsBetween(first, third.table)).toBeUndefined()
    expect(stepsBetween(new Map(), second.table)).toBeUndefined()
  })
})
