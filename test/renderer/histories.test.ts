import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHistories } from '../../src/renderer/src/features/processes/details/histories.ts'
import { mostPoints, StepHistory } from '../../src/renderer/src/features/processes/details/step-history.ts'
import { chartRows } from '../../src/renderer/src/components/chart-data.ts'
import type { Process, SampleInfo, TableEvent } from '../../src/shared/contract/process.ts'

const sample: SampleInfo = { source: 'procfs', costMs: 1, intervalMs: 1000, memoryUsedBytes: 1, memoryTotalBytes: 2 }
const row = (pid: number, cpuPercent?: number): Process => ({
  pid,
  startKey: 'k',
  ppid: 1,
  name: 'p',
  state: 'running',
  cpuPercent,
  rssBytes: 1000,
})
const change = (at: number, parts: Partial<Extract<TableEvent, { kind: 'change' }>>): TableEvent => ({
  kind: 'change',
  at,
  sample,
  started: [],
  changed: [],
  ended: [],
  ...parts,
})

describe('a history', () => {
  it('holds a value until it is known to have changed', () => {
    const history = new StepHistory(1)
    history.note(1000, [5], 0)
    history.note(5000, [9], 4000)
    expect(history.points(7000)).toEqual({ times: [1000, 4000, 5000, 7000], columns: [[5, 5, 9, 9]] })
  })

  it('tells what is not known', () => {
    const history = new StepHistory(2)
    history.note(1, [undefined, 3], 0)
    expect(history.points(1)).toEqual({ times: [1], columns: [[undefined], [3]] })
  })

  it('stays bounded, keeps its first and last point, its order and its range, whatever comes', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 100 })), {
      minLength: 1,
      maxLength: 900,
    })
    fc.assert(
      fc.property(steps, (given) => {
        const history = new StepHistory(1)
        let at = 0
        for (const [pause, value] of given) {
          history.note(at + pause, [value], at)
          at += pause
        }
        const { times, columns } = history.points(at)
        const values = columns[0] ?? []
        expect(times.length).toBeLessThanOrEqual(mostPoints + 1)
        expect(times[0]).toBe(given[0]?.[0])
        expect(times.at(-1)).toBe(at)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(values.at(-1)).toBe(given.at(-1)?.[1])
        const all = given.map(([, value]) => value)
        expect(values.every((each) => (each ?? -1) >= Math.min(...all) && (each ?? -1) <= Math.max(...all))).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})

describe('histories of a page', () => {
  it('begin with the row, in whatever part of a sample it comes', () => {
    const histories = createHistories()
    histories.take([
      { kind: 'snapshot', at: 1000, processes: [row(1, 1)], sample },
      change(1000, { changed: [row(2, 2)] }),
    ])
    histories.take([change(2000, {}), change(3000, { changed: [row(1, 7)] }), change(3000, { changed: [row(2, 8)] })])
    expect(histories.of('1@k')?.load).toEqual({
      times: [1000, 2000, 3000],
      columns: [
        [1, 1, 7],
        [1000, 1000, 1000],
      ],
    })
    expect(histories.of('2@k')?.load.columns[0]).toEqual([2, 2, 8])
    expect(histories.of('3@k')).toBeUndefined()
  })

  it('take rates measured beside the table', () => {
    const histories = createHistories()
    histories.take([change(1000, { started: [row(1)] })])
    histories.noteIo('1@k', 1000, 10, 20)
    histories.noteIo('2@k', 1000, 10, 20)
    expect(histories.of('1@k')?.io).toEqual({ times: [1000], columns: [[10], [20]] })
    expect(histories.size).toBe(1)
  })

  it('claim no rates for the time in which nobody measured them', () => {
    const histories = createHistories()
    const told = { ...row(1), readBytesPerSecond: 5, writeBytesPerSecond: 6 }
    histories.take([change(1000, { started: [row(1)] })])
    histories.noteIo('1@k', 2000, 10, 20)
    histories.take([change(3000, { changed: [row(1, 2)] })])
    histories.noteIo('1@k', 4000, 11, 20)
    // The details were closed for a minute. The last rates are not held meanwhile, nor until now.
    histories.take([change(64_000, { changed: [row(1, 3)] })])
    expect(histories.of('1@k')?.io.times).toEqual([2000, 4000])
    histories.noteIo('1@k', 64_000, 12, 20)
    expect(histories.of('1@k')?.io).toEqual({
      times: [2000, 4000, 4001, 64_000],
      columns: [
        [10, 11, undefined, 12],
        [20, 20, undefined, 20],
      ],
    })
    // Then a column asked for them, and no longer.
    histories.take([change(65_000, { changed: [told] }), change(70_000, {}), change(71_000, { changed: [row(1, 4)] })])
    histories.take([change(80_000, { changed: [row(1, 5)] })])
    const { times, columns } = histories.of('1@k')?.io ?? { times: [], columns: [] }
    expect(times.slice(4)).toEqual([65_000, 70_000, 71_000, 80_000])
    expect(columns[0]?.slice(4)).toEqual([5, 5, undefined, undefined])
  })

  it('are forgotten a while after the end, seen or not', () => {
    const histories = createHistories()
    histories.take([change(1000, { started: [row(1, 1), row(2, 1), row(3, 1)] })])
    histories.take([change(2000, { ended: [{ pid: 1, startKey: 'k' }] })])
    histories.take([{ kind: 'snapshot', at: 3000, processes: [row(2, 1)], sample }])
    expect(histories.of('1@k')?.load.times).toEqual([1000, 2000])
    expect(histories.size).toBe(3)
    histories.take([change(700_000, {})])
    expect(histories.size).toBe(1)
    expect(histories.of('2@k')).toBeDefined()
  })
})

describe('the table beside a chart', () => {
  it('has the newest first, and at even distances where there are many', () => {
    const times = Array.from({ length: 101 }, (_, index) => index)
    const data = { times, series: [{ title: 'a', colour: 'accent' as const, values: times }] }
    expect(chartRows(data, 3)).toEqual([
      { at: 100, values: [100] },
      { at: 50, values: [50] },
      { at: 0, values: [0] },
    ])
    expect(chartRows(data, 200).map(({ at }) => at)).toEqual(times.toReversed())
    expect(chartRows({ times: [], series: [] }, 3)).toEqual([])
  })
})
