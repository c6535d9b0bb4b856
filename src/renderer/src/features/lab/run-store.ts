import { createStore } from 'zustand/vanilla'
import type { Locale, Predictions } from '../../../../shared/contract/lab.ts'
import type { SignalResult } from '../../../../shared/contract/signals.ts'
import type { TraceEvent } from '../../../../shared/contract/trace.ts'
import type { Client } from '../../host/client.ts'
import type { Report } from './model/distribution.ts'
import { RunPicture } from './model/run-picture.ts'
import type { SavedRun } from './model/saved-run.ts'
import { stage } from './stage-store.ts'

export interface LessonOrder {
  readonly lesson: string
  readonly parameters: Readonly<Record<string, number>>
  readonly predictions: Predictions
  readonly locale: Locale
}

/** Runs of the same lesson, one after another: how many of how many have ended. */
export interface Repeating {
  readonly order: LessonOrder
  readonly wanted: number
  readonly reports: readonly Report[]
  /** The run that was counted last; before the first, the one that was shown. */
  readonly counted: string | undefined
}

/**
 * What could not be done; after `connection` the run goes on, and the page resumes it with the next connection. `lost`:
 * that one leads to a Forkscope that knows nothing of the run.
 */
export interface Failure {
  readonly kind: 'start' | 'connection' | 'lost' | 'stop' | 'signal' | 'file.line' | 'file.empty' | 'file.newer'
  readonly message: string
  /** What was thrown: the page has words of its own for what the backend refuses. */
  readonly cause: unknown
}

/** The run that the page shows; it goes on while other pages are open. */
export interface RunState {
  /** Absent before the first run, and for a run that was opened from a file. */
  readonly run: string | undefined
  /** The lesson's id, or the program's name. */
  readonly title: string | undefined
  readonly fromFile: boolean
  /** The learner's text that runs: what the run tells of its lines holds for no other. Absent for all other runs. */
  readonly code: string | undefined
  /** How many runs that file holds; the first is shown. */
  readonly runsInFile: number
  /** That file ends before its run does. */
  readonly cutFile: boolean
  /** Both grow in place; `version` tells when they have. */
  readonly picture: RunPicture
  readonly events: readonly TraceEvent[]
  readonly version: number
  readonly running: boolean
  /** It had ended before this page followed it: nobody here waits for what it does. */
  readonly kept: boolean
  /** The connection broke before its report came: nobody here knows whether it goes on. */
  readonly isUnknown: boolean
  /** Stop was pressed before the backend had named the run: it is stopped as soon as it has a name. */
  readonly stopWanted: boolean
  readonly failure: Failure | undefined
  /** Where the last signal to one of its processes ended up. */
  readonly signalled: SignalResult | undefined
  readonly repeat: Repeating | undefined
}

const fresh = (): RunState => ({
  run: undefined,
  title: undefined,
  fromFile: false,
  code: undefined,
  runsInFile: 0,
  cutFile: false,
  picture: new RunPicture(),
  events: [],
  version: 0,
  running: false,
  kept: false,
  isUnknown: false,
  stopWanted: false,
  failure: undefined,
  signalled: undefined,
  repeat: undefined,
})

export const labRun = createStore<RunState>(fresh)

/** The page is drawn at most so often, however fast events arrive. */
const drawEveryMs = 40
let drawing: ReturnType<typeof setTimeout> | undefined

/** @returns a run of that title of which nothing is known yet */
export function beginRun(title: string, kept: Partial<RunState> = {}): void {
  stage.getState().reset()
  beganAtMs = Number.POSITIVE_INFINITY
  labRun.setState({ ...fresh(), title, ...kept })
}

export function failRun(kind: Failure['kind'], cause: unknown): void {
  const message = cause instanceof Error ? cause.message : String(cause)
  labRun.setState({ failure: { kind, message, cause } })
}

/** When the run began on this page's clock, as the promptest event tells. Milliseconds. */
let beganAtMs = Number.POSITIVE_INFINITY

/** Says how far the run has come: what it told long ago, and all at once now, does not. */
export function setClock(us: number): void {
  beganAtMs = Math.min(beganAtMs, performance.now() - us / 1000)
}

/** @returns whether the run's clock goes on: it has begun, and its report has not come */
export const goesOn = ({ running, picture }: RunState): boolean =>
  running && picture.eventCount > 0 && picture.report === undefined

/** @returns how far the run has come, microseconds: between events its clock goes on */
export function latestUs(): number {
  const { picture } = labRun.getState()
  if (!goesOn(labRun.getState())) return picture.endUs
  return Math.max(picture.endUs, (performance.now() - beganAtMs) * 1000)
}

export function addEvents(added: readonly TraceEvent[]): void {
  const { picture, events } = labRun.getState()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this module alone makes the list grow
  const list = events as TraceEvent[]
  for (const event of added) {
    list.push(event)
    setClock(event.t)
    picture.add(event)
  }
  drawing ??= setTimeout(draw, drawEveryMs)
}

function draw(): void {
  clearTimeout(drawing)
  drawing = undefined
  const { picture } = labRun.getState()
  // Its clock may have gone on until its report came: nobody stays behind its end.
  if (picture.report !== undefined) stage.getState().endAt(picture.endUs)
  labRun.setState(({ version }) => ({ version: version + 1 }))
}

/**
 * Follows a run to its report. What was received before the connection broke is not taken twice.
 * @throws when the connection breaks before the report has come
 */
export async function follow(client: Client, run: string): Promise<void> {
  const { run: before, events, stopWanted, picture } = labRun.getState()
  labRun.setState({ run, running: true, stopWanted: false })
  if (stopWanted) void stopRun(client)
  let known = before === run ? events.length : 0
  for await (const told of await client.lab.watch({ run })) {
    // Another run is shown by now.
    if (labRun.getState().picture !== picture) return
    addEvents(told.slice(known))
    known = Math.max(0, known - told.length)
  }
  draw()
  if (picture.report === undefined) throw new Error('The stream of events ended without a report.')
}

/**
 * Ends every process of the run, and the repeating; its report says so.
 * @returns whether nothing of it goes on, or will once it has a name; why not is said on the page
 */
export async function stopRun(client: Client): Promise<boolean> {
  const { run, repeat, running } = labRun.getState()
  if (repeat !== undefined) labRun.setState({ repeat: { ...repeat, wanted: repeat.reports.length } })
  if (!running) return true
  if (run === undefined) {
    labRun.setState({ stopWanted: true })
    return true
  }
  try {
    await client.lab.stop({ run })
    return true
  } catch (cause) {
    failRun('stop', cause)
    return false
  }
}

/** So many are drawn into the picture in a few milliseconds. */
const eventsAtOnce = 1000

/** Shows a saved run; nothing of it is started. */
export async function showSavedRun({ header, events, runs, cut }: SavedRun): Promise<void> {
  beginRun(header.lesson, { fromFile: true, runsInFile: runs, cutFile: cut })
  const { picture } = labRun.getState()
  for (let from = 0; from < events.length; from += eventsAtOnce) {
    // Another run was begun meanwhile.
    if (labRun.getState().picture !== picture) return
    addEvents(events.slice(from, from + eventsAtOnce))
    await pause()
  }
  draw()
}

/** Lets the page answer. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
