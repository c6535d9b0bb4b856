import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ProgramRequest } from '../../../src/shared/contract/lab.ts'
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
import { forgetSignal, sendSignal } from '../../../src/renderer/src/features/lab/send-signal.ts'
import { openRun } from '../../../src/renderer/src/features/lab/share.ts'
import { writeRun } from '../../../src/renderer/src/features/lab/model/saved-run.ts'
import { backend } from '../../../src/renderer/src/host/backend-store.ts'
import {
  repeatLesson,
  resumeRun,
  showRun,
  startLesson,
  startProgram,
} from '../../../src/renderer/src/features/lab/start-run.ts'
import { stage } from '../../../src/renderer/src/features/lab/stage-store.ts'
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
    // As they come: one alone, several in one part.
    yield told.slice(0, 1)
    yield told.slice(1)
    if (told.at(-1)?.kind !== 'report') throw new Error('The connection broke.')
  }
  const lab = {
    run: () => Promise.resolve({ run: `r${runs.push(`r${runs.length}`) - 1}` }),
    runProgram: () => Promise.resolve({ run: `r${runs.push(`r${runs.length}`) - 1}` }),
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
    expect(labRun.getState()).toMatchObject({ running: false, isUnknown: false, failure: undefined })
  })

  it('leaves unknown whether the run goes on, until one answers: also that it knows nothing of it', async () => {
    await startLesson(clientOf([events.slice(0, 3)]).client, order)
    expect(labRun.getState()).toMatchObject({ running: false, isUnknown: true })
    const { client } = clientOf([])
    const dead = () => Promise.reject(new Error('The connection broke.'))
    await resumeRun({ ...client, lab: { ...client.lab, runs: dead } })
    expect(labRun.getState()).toMatchObject({ isUnknown: true, failure: { kind: 'connection' } })
    await resumeRun(client)
    expect(labRun.getState()).toMatchObject({ isUnknown: false, failure: { kind: 'lost' } })
    expect(labRun.getState().events).toHaveLength(3)
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
    expect(backend.getState().settings.learner.progress[lesson]).toBe('passed')
  })
  it('a program of one’s own is no lesson to get on with', async () => {
    const { client } = clientOf([events], ['r0'])
    const runs = () => Promise.resolve([{ run: 'r0', lesson: 'sleep', ended: false }])
    await resumeRun({ ...client, lab: { ...client.lab, runs } } as unknown as Client)
    expect(labRun.getState().picture.report).toBeDefined()
    expect(backend.getState().settings.learner.progress).not.toHaveProperty('sleep')
  })
})

it('another run that goes on is shown from its beginning, and nothing is stopped for it', async () => {
  const { client, stopped } = clientOf([events, events], ['r0', 'r1'])
  beginRun('shown', { run: 'r1', running: true })
  await showRun(client, { run: 'r0', lesson: 'left', ended: false })
  expect(labRun.getState()).toMatchObject({ run: 'r0', title: 'left', running: false })
  expect(labRun.getState().events).toEqual(events)
  expect(stopped).toEqual([])
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

describe('a program of one’s own', () => {
  const sleeping: ProgramRequest = { kind: 'command', command: ['sleep', '9'] }
  it('runs from the moment it is started, so that it is not started twice; Stop waits for its name', async () => {
    const { client, stopped } = clientOf([events])
    const starting = startProgram(client, sleeping, 'sleep')
    expect(labRun.getState()).toMatchObject({ running: true, title: 'sleep', run: undefined })
    await stopRun(client)
    await starting
    expect(stopped).toEqual(['r0'])
    expect(labRun.getState().events).toEqual(events)
  })
  it('that is replaced before it has a name is stopped when it has one', async () => {
    const { client, runs, stopped } = clientOf([events, events])
    const first = startProgram(client, sleeping, 'sleep')
    await startProgram(client, sleeping, 'again')
    await first
    expect(runs).toEqual(['r0', 'r1'])
    expect(stopped).toEqual(['r0'])
    expect(labRun.getState()).toMatchObject({ title: 'again', run: 'r1', running: false })
  })
  it('that does not compile leaves the run before on the stage', async () => {
    const { client } = clientOf([events])
    await startLesson(client, order)
    const { picture } = labRun.getState()
    const wrong = { ...client.lab, runProgram: () => Promise.reject(new Error('Line 1')) }
    await expect(startProgram({ ...client, lab: wrong } as unknown as Client, sleeping, 'sleep')).rejects.toThrow(
      'Line',
    )
    expect(labRun.getState()).toMatchObject({ title: 'x', run: 'r0', running: false, picture })
  })
  it('tells its lines of its own text only, also when the next one does not compile', async () => {
    const { client } = clientOf([events, events])
    const written = (code: string) => ({ kind: 'text', language: 'typescript', code }) as const
    await startProgram(client, written('one()'), 'program')
    expect(labRun.getState().code).toBe('one()')
    const wrong = { ...client.lab, runProgram: () => Promise.reject(new Error('Line 1')) }
    const refused = startProgram({ ...client, lab: wrong } as unknown as Client, written('two('), 'program')
    await expect(refused).rejects.toThrow('Line')
    expect(labRun.getState().code).toBe('one()')
    await startLesson(client, order)
    expect(labRun.getState().code).toBeUndefined()
  })
})

describe('a signal to a process of the run that is shown', () => {
  const result = { pid: 30, name: 'node', outcome: 'zombie', signal: 'SIGKILL' } as const
  it('is told of that run only', async () => {
    const { client } = clientOf([events, events])
    let answer: () => void = () => {}
    const answers = new Promise<void>((resolve) => (answer = resolve))
    const signal = () => answers.then(() => result)
    backend.setState({ client: { lab: { ...client.lab, signal } } as unknown as Client })
    await startLesson(client, order)
    const sending = sendSignal(30, 'SIGKILL')
    answer()
    await sending
    expect(labRun.getState().signalled).toEqual(result)
    const late = sendSignal(30, 'SIGKILL')
    await startLesson(client, order)
    await late
    expect(labRun.getState().signalled).toBeUndefined()
  })
  it('is forgotten, and so is why it could not be sent', async () => {
    const { client } = clientOf([events])
    const signal = () => Promise.reject(new Error('no'))
    backend.setState({ client: { lab: { ...client.lab, signal } } as unknown as Client })
    await startLesson(client, order)
    await sendSignal(30, 'SIGKILL')
    expect(labRun.getState().failure).toMatchObject({ kind: 'signal' })
    forgetSignal()
    expect(labRun.getState().failure).toBeUndefined()
  })
})

describe('a saved run that is opened while another one goes on', () => {
  const file = new Blob([writeRun('saved', events, new Date())])
  /** A run that goes on until it is stopped. */
  function goingOn() {
    const { client, stopped } = clientOf([])
    let stop = (): void => {}
    const asked = new Promise<void>((resolve) => (stop = resolve))
    const watch = async function* () {
      yield beginning()
      await asked
      yield [{ ...report, stopped: 'by-request' }]
    }
    const lab = {
      ...client.lab,
      watch: () => Promise.resolve(watch()),
      stop: ({ run }: { run: string }) => {
        stopped.push(run)
        stop()
        return Promise.resolve({ leftBehind: 0 })
      },
    }
    return { client: { lab } as unknown as Client, lab, stopped }
  }

  it('a program that does not compile leaves it there, to its report', async () => {
    const { lab } = goingOn()
    let [refuse, report] = [(): void => {}, (): void => {}]
    const refused = new Promise<never>((_, reject) => (refuse = () => reject(new Error('Line 1'))))
    const reported = new Promise<void>((resolve) => (report = resolve))
    const { watch } = lab
    const late = async function* () {
      for await (const told of await watch()) {
        yield told
        await reported
      }
    }
    const client = {
      lab: { ...lab, watch: () => Promise.resolve(late()), runProgram: () => refused },
    } as unknown as Client
    const live = startLesson(client, order)
    await vi.waitUntil(() => labRun.getState().events.length > 0, { timeout: 10_000 })
    const starting = startProgram(client, { kind: 'command', command: ['sleep', '9'] }, 'sleep')
    await vi.waitUntil(() => labRun.getState().title === 'sleep', { timeout: 10_000 })
    report()
    await live
    refuse()
    await expect(starting).rejects.toThrow('Line')
    await vi.waitUntil(() => !labRun.getState().running, { timeout: 10_000 })
    expect(labRun.getState()).toMatchObject({ title: 'x', run: 'r0', failure: undefined })
    expect(labRun.getState().picture.report).toMatchObject({ stopped: 'by-request' })
    expect(labRun.getState().events).toHaveLength(beginning().length + 1)
  })

  it('stops it first', async () => {
    const { client, stopped } = goingOn()
    backend.setState({ client })
    const live = startLesson(client, order)
    await vi.waitUntil(() => labRun.getState().run === 'r0', { timeout: 10_000 })
    expect(await openRun(file)).toBe(true)
    await live
    expect(stopped).toEqual(['r0'])
    expect(labRun.getState()).toMatchObject({ title: 'saved', fromFile: true, running: false })
    expect(labRun.getState().events).toEqual(events)
  })
  it('is not shown when the other cannot be stopped, nor when the file holds no run: its Stop stays', async () => {
    const { client, lab, stopped } = goingOn()
    const deaf = { lab: { ...lab, stop: () => Promise.reject(new Error('read-only')) } } as unknown as Client
    backend.setState({ client: deaf })
    const live = startLesson(deaf, order)
    await vi.waitUntil(() => labRun.getState().run === 'r0', { timeout: 10_000 })
    expect(await openRun(file)).toBe(false)
    expect(labRun.getState()).toMatchObject({ title: 'x', running: true, failure: { kind: 'stop' } })
    backend.setState({ client })
    expect(await openRun(new Blob(['hello']))).toBe(false)
    expect(stopped).toEqual([])
    await stopRun(client)
    await live
  })
})

it('a saved run is not replaced by one that the backend remembers', async () => {
  const header = { format: 'forkscope-run', version: 1, lesson: 'saved', savedAt: '' } as const
  await showSavedRun({ header, events, runs: 1, cut: false })
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

it('its report ends the clock of a run, and nothing that is shown stays behind that end', () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
  try {
    beginRun('x', { running: true })
    addEvents([lock(1_000_000, 30, 'request')])
    vi.advanceTimersByTime(4000)
    stage.setState({ cursorUs: 4_900_000, span: { from: 4_000_000, to: 5_000_000 } })
    addEvents([{ ...report, t: 4_500_000 }])
    vi.advanceTimersByTime(1000)
    expect(latestUs()).toBe(4_500_000)
    expect(stage.getState()).toMatchObject({ cursorUs: 4_500_000, span: { from: 3_500_000, to: 4_500_000 } })
  } finally {
    vi.useRealTimers()
  }
})
