import { ORPCError } from '@orpc/client'
import type { ProgramRequest, RunSummary } from '../../../../shared/contract/lab.ts'
import type { Client } from '../../host/client.ts'
import type { Report } from './model/distribution.ts'
import { RunPicture } from './model/run-picture.ts'
import { markProgress } from './progress.ts'
import {
  beginRun,
  failRun,
  follow,
  labRun,
  setClock,
  stopRun,
  type LessonOrder,
  type Repeating,
  type RunState,
} from './run-store.ts'

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

/** Starts a program of the learner's own. @throws what the compiler found; the run before is shown again then, to its end */
export async function startProgram(client: Client, program: ProgramRequest, title: string): Promise<void> {
  if (labRun.getState().running) await stopRun(client)
  const before = labRun.getState()
  // At once: until it has a name, nobody starts a second one, and Stop waits for the name.
  beginRun(title, { running: true, code: program.kind === 'text' ? program.code : undefined })
  const { picture } = labRun.getState()
  let run: string
  try {
    run = (await client.lab.runProgram(program)).run
  } catch (cause) {
    if (labRun.getState().picture === picture) showAgain(client, before)
    throw cause
  }
  await untilEnd(picture, () => followNamed(client, run, picture))
}

/** One that was still to tell its end is followed from its beginning: what it told meanwhile was for nobody. */
function showAgain(client: Client, before: RunState): void {
  const { run, running } = before
  if (!running || run === undefined) return labRun.setState({ ...before, running: false })
  const picture = new RunPicture()
  labRun.setState({ ...before, picture, events: [] })
  void untilEnd(picture, () => follow(client, run))
}

async function runOnce(client: Client, order: LessonOrder, repeat: Repeating | undefined): Promise<void> {
  const { lesson, parameters, predictions, locale } = order
  beginRun(lesson, { running: true, ...(repeat && { repeat }) })
  const { picture } = labRun.getState()
  await untilEnd(picture, async () => {
    const { run } = await client.lab.run({ lesson, parameters: { ...parameters }, predictions, locale })
    await followNamed(client, run, picture)
  })
}

/** Follows a run that has just got its name, unless another one is shown by now: no button would ever stop it. */
async function followNamed(client: Client, run: string, picture: RunPicture): Promise<void> {
  if (labRun.getState().picture === picture) return follow(client, run)
  await client.lab.stop({ run })
}

/** Shows what goes wrong meanwhile, and at the end keeps how far the learner has come. */
async function untilEnd(picture: RunPicture, act: () => Promise<void>): Promise<void> {
  const { title } = labRun.getState()
  const isShown = (): boolean => labRun.getState().picture === picture
  let isBroken = false
  try {
    await act()
  } catch (cause) {
    // What the backend answers it says in its own words; anything else is the connection.
    isBroken = !(cause instanceof ORPCError)
    if (isShown()) failRun(isBroken ? 'connection' : 'start', cause)
  } finally {
    if (isShown()) labRun.setState({ running: false, isUnknown: isBroken && picture.report === undefined })
  }
  if (title !== undefined) keepProgress(title, picture.report)
}

/** A program of one's own has no checks, and is no lesson to get on with. */
function keepProgress(lesson: string, report: Report | undefined): void {
  if (report === undefined || report.checks.length === 0) return
  markProgress(lesson, report.outcome === 'passed' ? 'passed' : 'run')
}

/** Shows a run that goes on, from its beginning; the one that was shown goes on too. */
export async function showRun(client: Client, { run, lesson }: RunSummary): Promise<void> {
  beginRun(lesson, { run, running: true })
  void hearClock(client, run)
  await untilEnd(labRun.getState().picture, () => follow(client, run))
}

/** After a reload, or a broken connection: shows the latest run again, and goes on where it was left, repeats too. */
export async function resumeRun(client: Client): Promise<void> {
  const answer = await latestRun(client)
  const { running, run, picture, fromFile, repeat, failure } = labRun.getState()
  if (running || fromFile || answer === undefined) return
  const { last } = answer
  const broken = failure?.kind === 'connection' ? repeat : undefined
  const isNew = last !== undefined && last.run !== broken?.counted && !(last.run === run && picture.report)
  if (isNew) {
    const ofRepeat = broken?.order.lesson === last.lesson
    if (last.run !== run) beginRun(last.lesson, ofRepeat ? { repeat: broken } : {})
    labRun.setState({ running: !last.ended, kept: last.ended, failure: undefined })
    if (last.clockUs !== undefined) setClock(last.clockUs)
    await untilEnd(labRun.getState().picture, () => follow(client, last.run))
  } else forgetBroken()
  if (broken === undefined) return
  const repeating = isNew ? countRun() : broken
  if (repeating !== undefined) await goOnRepeating(client, repeating)
}

/** What the broken connection left open is answered: nothing of it goes on here. */
function forgetBroken(): void {
  const { failure, run, isUnknown } = labRun.getState()
  if (failure?.kind === 'connection') labRun.setState({ failure: undefined })
  labRun.setState({ isUnknown: false })
  if (isUnknown && run !== undefined) failRun('lost', undefined)
}

/** Of a run that is followed from its middle: nothing may happen in it for long, and its list may be old. */
async function hearClock(client: Client, run: string): Promise<void> {
  const { picture } = labRun.getState()
  const clockUs = (await runsOf(client))?.find((each) => each.run === run)?.clockUs
  if (clockUs !== undefined && labRun.getState().picture === picture) setClock(clockUs)
}

/** @returns the run that was started last, if any; undefined when the connection broke again: the next one is asked */
async function latestRun(client: Client): Promise<{ readonly last: RunSummary | undefined } | undefined> {
  const runs = await runsOf(client)
  return runs && { last: runs.at(-1) }
}

async function runsOf(client: Client): Promise<readonly RunSummary[] | undefined> {
  try {
    return await client.lab.runs()
  } catch {
    return undefined
  }
}
