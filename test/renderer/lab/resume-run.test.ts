import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import type { Client } from '../../../src/renderer/src/host/client.ts'
import {
  addEvents,
  beginRun,
  labRun,
  latestUs,
  showSavedRun,
  stopRun,
} from '../../../src/renderer/src/features/lab/run-store.ts'
import { repeatLesson, resumeRun, startLesson } from '../../../src/renderer/src/features/lab/start-run.ts'
import { progress } from '../../../src/renderer/src/features/lab/progress.ts'
import { beginning, child, lock } from './run-events.ts'

const report: TraceEvent = {
  kind: 'report',
  t: 90,
  pid: 10,
  outcome: 'passed',
  elapsedMs: 1,
  checks: [],
  leftBehind: 0,
}
const check = { id: 'c', outcome: 'passed', evidence: '' } as const
const events: readonly TraceEvent[] = [...beginning(), child(5, 30, 'a'), lock(6, 30, 'request'), report]

/** A backend whose runs are told by `streams`, one after another; where one ends too early the connection breaks. */
function clientOf(streams: readonly (readonly TraceEvent[])[], remembered: readonly string[] = []) {
  const runs = [...remembered]
  const stopped: string[] = []
  const watch = async function* ({ run }: { run: string }) {
    const told = streams[Number(run.slice(1))] ?? []
    yield* told
    if (told.at(-1)?.kind !== 'report') throw new Error('The connection broke.')
  }
  const lab = {
    run: () => Promise.resolve({ run: `r${runs.push(`r${runs.length}`) - 1}` }),
    runs: () => Promise.resolve(runs.map((run) => ({ run, lesson: 'x', ended: false }))),
    watch: (wanted: { run: string }) => Promise.resolve(watch(wanted)),
    stop: ({ run }: { run: string }) => Promise.resolve({ leftBehind: stopped.push(run) - stopped.length }),
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the part of it that runs need
  return { client: { lab } as unknown as Client, runs, stopped }
}

const order = { lesson: 'x', parameters: {}, predictions: {}, locale: 'en' } as const
beforeEach(() => beginRun(''))

describe('a connection that breaks during a run', () => {
  it('is said, and the next one goes on: nothing is lost, nothing doubled', async () => {
    await startLesson(clientOf([events.slice(0, 3)]).client, order)
    const failure = { kind: 'connection', message: 'The connection broke.' }
    expect(labRun.getState()).toMatchObject({ running: false, failure })
    expect(labRun.getState().events).toHaveLength(3)
    await resumeRun(clientOf([events], ['r0']).client)
    expect(labRun.getState().events).toEqual(events)
    expect(labRun.getState().picture.eventCount).toBe(events.length)
    expect(labRun.getState()).toMatchObject({ running: false, failure: undefined })
  })

  it('leaves a run alone that was seen to its end', async () => {
    const { client } = clientOf([events])
    await startLesson(client, order)
    const { picture } = labRun.getState()
    await resumeRun(client)
    expect(labRun.getState().picture).toBe(picture)
  })

  it('does not end the repeating: the run is counted, and the others follow', async () => {
    await repeatLesson(clientOf([events, events.slice(0, 3)]).client, order, 4)
    expect(labRun.getState().repeat?.reports).toHaveLength(1)
    const { client, runs } = clientOf([events, events, events, events], ['r0', 'r1'])
    await resumeRun(client)
    expect(labRun.getState().repeat).toMatchObject({ wanted: 4, counted: 'r3' })
    expect(labRun.getState().repeat?.reports).toHaveLength(4)
    expect(runs).toHaveLength(4)
  })

  it('between two runs counts none of them twice', async () => {
    const { client } = clientOf([events])
    const once = { ...client.lab, run: vi.fn(client.lab.run).mockRejectedValueOnce(new Error('broken')) }
    await repeatLesson({ ...client, lab: once } as Client, order, 2)
    expect(labRun.getState()).toMatchObject({ failure: { kind: 'connection' }, run: undefined })
    const next = clientOf([events, events])
    await resumeRun(next.client)
    expect(labRun.getState().repeat?.reports).toHaveLength(2)
    expect(next.runs).toHaveLength(2)
  })
})

describe('after a reload', () => {
  it('the run is followed to its end, and what was reached is kept', async () => {
    const lesson = 'reloaded'
    const { client } = clientOf([[...events.slice(0, -1), { ...report, checks: [check] }]], ['r0'])
    const runs = () => Promise.resolve([{ run: 'r0', lesson, ended: false }])
    await resumeRun({ ...client, lab: { ...client.lab, runs } } as unknown as Client)
    expect(labRun.getState().title).toBe(lesson)
    expect(progress.getState().lessons.get(lesson)).toBe('passed')
  })
  it('a program of one’s own is no lesson to get on with', async () => {
    const { client } = clientOf([events], ['r0'])
    const runs = () => Promise.resolve([{ run: 'r0', lesson: 'sleep', ended: false }])
    await resumeRun({ ...client, lab: { ...client.lab, runs } } as unknown as Client)
    expect(labRun.getState().picture.report).toBeDefined()
    expect(progress.getState().lessons.has('sleep')).toBe(false)
  })
})

describe('stop', () => {
  it('before the backend has named the run stops it as soon as it has a name', async () => {
    const { client, stopped } = clientOf([events])
    const starting = startLesson(client, order)
    const stopping = stopRun(client)
    expect(labRun.getState()).toMatchObject({ run: undefined, stopWanted: true })
    await Promise.all([starting, stopping])
    expect(stopped).toEqual(['r0'])
    expect(labRun.getState().stopWanted).toBe(false)
  })
  it('ends the repeating too', async () => {
    const { client, runs } = clientOf([[...events.slice(0, -1), { ...report, stopped: 'by-request' }], events])
    const repeating = repeatLesson(client, order, 2)
    await stopRun(client)
    await repeating
    expect(labRun.getState().repeat).toMatchObject({ wanted: 0, reports: [] })
    expect(runs).toEqual(['r0'])
  })
})

it('a saved run is not replaced by one that the backend remembers', async () => {
  const header = { format: 'forkscope-run', version: 1, lesson: 'saved', savedAt: '' } as const
  await showSavedRun({ header, events, runs: 1 })
  await resumeRun(clientOf([events], ['r0']).client)
  expect(labRun.getState()).toMatchObject({ title: 'saved', fromFile: true, run: undefined })
  expect(labRun.getState().events).toEqual(events)
})

it('the clock of a run goes on between its events, and stops with it', () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
  try {
    beginRun('x', { running: true })
    addEvents([{ ...lock(1_000_000, 30, 'request') }])
    vi.advanceTimersByTime(500)
    expect(latestUs()).toBeCloseTo(1_500_000, -2)
    labRun.setState({ running: false })
    expect(latestUs()).toBe(1_000_000)
  } finally {
    vi.useRealTimers()
  }
})
