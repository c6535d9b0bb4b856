import { ORPCError } from '@orpc/client'
import type { ProgramRequest, RunSummary } from '../../../../shared/contract/lab.ts'
import type { Client } from '../../host/client.ts'
import type { Report } from './model/distribution.ts'
import { markProgress } from './progress.ts'
import { beginRun, failRun, follow, labRun, stopRun, type LessonOrder, type Repeating } from './run-store.ts'

/** Starts a lesson and follows it to its report. */
export async function startLesson(client: Client, order: LessonOrder): Promise<void> {
  if (labRun.getState().running) await stopRun(client)
  await runOnce(client, order, undefined)
}

/** Runs a lesson so many times, one after another, until it is stopped. */
export async function repeatLesson(client: Client, order: LessonOrder, wanted: number): Promise<void> {
  // The run that is shown is none of these, even if it should still be the latest when the connection comes back.
  await goOnRepeating(client, { order, wanted, reports: [], counted: labRun.getState().run })
}

async function goOnRepeating(client: Client, begun: Repeating): Promise<void> {
  let repeat: Repeating | undefined = begun
  while (repeat !== undefined && repeat.reports.length < repeat.wanted) {
    await runOnce(client, repeat.order, repeat)
    repeat = countRun()
  }
}

/** Counts the run that has just ended. @returns the repeating with it; undefined when there is nothing to go on with */
function countRun(): Repeating | undefined {
  const { repeat, run, picture } = labRun.getState()
  const { report } = picture
  if (repeat === undefined || report === undefined) return undefined
  // One that was stopped tells nothing of how the lesson comes out.
  const reports = report.stopped === 'by-request' ? repeat.reports : [...repeat.reports, report]
  const counted = { ...repeat, reports, counted: run }
  labRun.setState({ repeat: counted })
  return counted
}

/** Starts a program of the learner's own. @throws what the compiler found */
export async function startProgram(client: Client, program: ProgramRequest, title: string): Promise<void> {
  if (labRun.getState().running) await stopRun(client)
  const { run } = await client.lab.runProgram(program)
  beginRun(title, { run, running: true })
  await untilEnd(() => follow(client, run))
}

async function runOnce(client: Client, order: LessonOrder, repeat: Repeating | undefined): Promise<void> {
  const { lesson, parameters, predictions, locale } = order
  beginRun(lesson, { running: true, ...(repeat && { repeat }) })
  await untilEnd(async () => {
    const { run } = await client.lab.run({ lesson, parameters: { ...parameters }, predictions, locale })
    await follow(client, run)
  })
}

/** Shows what goes wrong meanwhile, and at the end keeps how far the learner has come. */
async function untilEnd(act: () => Promise<void>): Promise<void> {
  const { picture, title } = labRun.getState()
  const isShown = (): boolean => labRun.getState().picture === picture
  try {
    await act()
  } catch (cause) {
    // What the backend answers it says in its own words; anything else is the connection.
    if (isShown()) failRun(cause instanceof ORPCError ? 'start' : 'connection', cause)
  } finally {
    if (isShown()) labRun.setState({ running: false })
  }
  if (title !== undefined) keepProgress(title, picture.report)
}

/** A program of one's own has no checks, and is no lesson to get on with. */
function keepProgress(lesson: string, report: Report | undefined): void {
  if (report === undefined || report.checks.length === 0) return
  markProgress(lesson, report.outcome === 'passed' ? 'passed' : 'run')
}

/** After a reload, or a broken connection: shows the latest run again, and goes on where it was left, repeats too. */
export async function resumeRun(client: Client): Promise<void> {
  const last = await latestRun(client)
  const { running, run, picture, fromFile, repeat, failure } = labRun.getState()
  if (running || fromFile) return
  const broken = failure?.kind === 'connection' ? repeat : undefined
  const isNew = last !== undefined && last.run !== broken?.counted && !(last.run === run && picture.report)
  if (isNew) {
    const ofRepeat = broken?.order.lesson === last.lesson
    if (last.run !== run) beginRun(last.lesson, ofRepeat ? { repeat: broken } : {})
    labRun.setState({ running: !last.ended, failure: undefined })
    await untilEnd(() => follow(client, last.run))
  }
  if (broken === undefined) return
  const repeating = isNew ? countRun() : broken
  if (repeating !== undefined) await goOnRepeating(client, repeating)
}

async function latestRun(client: Client): Promise<RunSummary | undefined> {
  try {
    return (await client.lab.runs()).at(-1)
  } catch {
    return undefined
  }
}
