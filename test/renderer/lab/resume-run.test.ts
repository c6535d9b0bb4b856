import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import type { Client } from '../../../src/renderer/src/host/client.ts'
import {
  addEvents,
  beginRun,
  labRun,
  latestUs,
  showSavedRun,
} from '../../../src/renderer/src/features/lab/run-store.ts'
import { resumeRun, startLesson } from '../../../src/renderer/src/features/lab/start-run.ts'
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
const events: readonly TraceEvent[] = [...beginning(), child(5, 30, 'a'), lock(6, 30, 'request'), report]

/** A backend with one run, whose stream breaks after so many events. */
function clientOf(breaksAfter: number): Client {
  const watch = async function* () {
    yield* events.slice(0, breaksAfter)
    if (breaksAfter < events.length) throw new Error('The connection broke.')
  }
  const lab = {
    run: () => Promise.resolve({ run: 'r' }),
    runs: () => Promise.resolve([{ run: 'r', lesson: 'x', ended: false }]),
    watch: () => Promise.resolve(watch()),
    stop: () => Promise.resolve({ leftBehind: 0 }),
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the part of it that runs need
  return { lab } as unknown as Client
}

const order = { lesson: 'x', parameters: {}, predictions: {}, locale: 'en' } as const
beforeEach(() => beginRun(''))

describe('a connection that breaks during a run', () => {
  it('goes on with the next one: nothing is lost, nothing doubled', async () => {
    await startLesson(clientOf(3), order)
    expect(labRun.getState()).toMatchObject({ running: false, failure: 'The connection broke.' })
    expect(labRun.getState().events).toHaveLength(3)
    await resumeRun(clientOf(events.length))
    expect(labRun.getState().events).toEqual(events)
    expect(labRun.getState().picture.eventCount).toBe(events.length)
    expect(labRun.getState()).toMatchObject({ running: false, failure: undefined })
  })

  it('leaves a run alone that was seen to its end', async () => {
    await startLesson(clientOf(events.length), order)
    const { picture } = labRun.getState()
    await resumeRun(clientOf(events.length))
    expect(labRun.getState().picture).toBe(picture)
  })
})

it('a saved run is not replaced by one that the backend remembers', async () => {
  const header = { format: 'forkscope-run', version: 1, lesson: 'saved', savedAt: '' } as const
  await showSavedRun({ header, events })
  await resumeRun(clientOf(events.length))
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
