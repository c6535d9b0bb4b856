import { createStore } from 'zustand/vanilla'
import type { Locale, Predictions } from '../../../../shared/contract/lab.ts'
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

/** What could not be done; after `connection` the run goes on, and the page resumes it with the next connection. */
export interface Failure {
  readonly kind: 'start' | 'connection' | 'stop' | 'signal' | 'file.line' | 'file.empty' | 'file.newer'
  readonly message: string
}

/** The run that the page shows; it goes on while other pages are open. */
export interface RunState {
  /** Absent before the first run, and for a run that was opened from a file. */
  readonly run: string | undefined
  /** The lesson's id, or the program's name. */
  readonly title: string | undefined
  readonly fromFile: boolean
  /** How many runs that file holds; the first is shown. */
  readonly runsInFile: number
  /** Both grow in place; `version` tells when they have. */
  readonly picture: RunPicture
  readonly events: readonly TraceEvent[]
  readonly version: number
  readonly running: boolean
  /** Stop was pressed before the backend had named the run: it is stopped as soon as it has a name. */
  readonly stopWanted: boolean
  readonly failure: Failure | undefined
  readonly repeat: Repeating | undefined
}

const fresh = (): RunState => ({
  run: undefined,
  title: undefined,
  fromFile: false,
  runsInFile: 0,
  picture: new RunPicture(),
  events: [],
  version: 0,
  running: false,
  stopWanted: false,
  failure: undefined,
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
  labRun.setState({ failure: { kind, message: cause instanceof Error ? cause.message : String(cause) } })
}

/** When the run began on this page's clock, as the promptest event tells. Milliseconds. */
let beganAtMs = Number.POSITIVE_INFINITY

/** @returns how far the run has come, microseconds: between events its clock goes on */
export function latestUs(): number {
  const { running, picture } = labRun.getState()
  if (!running || picture.eventCount === 0) return picture.endUs
  return Math.max(picture.endUs, (performance.now() - beganAtMs) * 1000)
}

export function addEvents(added: readonly TraceEvent[]): void {
  const { picture, events } = labRun.getState()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this module alone makes the list grow
  const list = events as TraceEvent[]
  for (const event of added) {
    list.push(event)
    beganAtMs = Math.min(beganAtMs, performance.now() - event.t / 1000)
    picture.add(event)
  }
  drawing ??= setTimeout(draw, drawEveryMs)
}

function draw(): void {
  clearTimeout(drawing)
  drawing = undefined
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
  for await (const event of await client.lab.watch({ run })) {
    // Another run is shown by now.
    if (labRun.getState().picture !== picture) return
    if (known > 0) known -= 1
    else addEvents([event])
  }
  draw()
  if (picture.report === undefined) throw new Error('The stream of events ended without a report.')
}

/** Ends every process of the run, and the repeating; its report says so. */
export async function stopRun(client: Client): Promise<void> {
  const { run, repeat, running } = labRun.getState()
  if (repeat !== undefined) labRun.setState({ repeat: { ...repeat, wanted: repeat.reports.length } })
  if (!running) return
  if (run === undefined) return labRun.setState({ stopWanted: true })
  try {
    await client.lab.stop({ run })
  } catch (cause) {
    failRun('stop', cause)
  }
}

/** So many are drawn into the picture in a few milliseconds. */
const eventsAtOnce = 1000

/** Shows a saved run; nothing of it is started. */
export async function showSavedRun({ header, events, runs }: SavedRun): Promise<void> {
  beginRun(header.lesson, { fromFile: true, runsInFile: runs })
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
