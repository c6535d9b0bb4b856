import type { Locale, Predictions, ProgramRequest, RunSummary } from '../../../../shared/contract/lab.ts'
import type { Client } from '../../host/client.ts'
import { markProgress } from './progress.ts'
import { beginRun, failRun, follow, labRun, stopRun, type Repeating } from './run-store.ts'

export interface LessonOrder {
  readonly lesson: string
  readonly parameters: Readonly<Record<string, number>>
  readonly predictions: Predictions
  readonly locale: Locale
}

/** Starts a lesson and follows it to its report. */
export async function startLesson(client: Client, order: LessonOrder): Promise<void> {
  if (labRun.getState().running) await stopRun(client)
  await runOnce(client, order, undefined)
}

/** Runs a lesson so many times, one after another, until it is stopped. */
export async function repeatLesson(client: Client, order: LessonOrder, wanted: number): Promise<void> {
  let repeat: Repeating = { wanted, reports: [] }
  while (repeat.reports.length < repeat.wanted) {
    const report = await runOnce(client, order, repeat)
    const now: Repeating | undefined = labRun.getState().repeat
    if (now === undefined || report === undefined) return
    // One that was stopped tells nothing of how the lesson comes out.
    repeat = { ...now, reports: report.stopped === 'by-request' ? now.reports : [...now.reports, report] }
    labRun.setState({ repeat })
  }
}

/** Starts a program of the learner's own. @throws what the compiler found */
export async function startProgram(client: Client, program: ProgramRequest, title: string): Promise<void> {
  if (labRun.getState().running) await stopRun(client)
  const { run } = await client.lab.runProgram(program)
  beginRun(title, { run, running: true })
  await untilEnd(() => follow(client, run))
}

async function runOnce(client: Client, order: LessonOrder, repeat: Repeating | undefined) {
  const { lesson, parameters, predictions, locale } = order
  beginRun(lesson, { running: true, ...(repeat && { repeat }) })
  const { picture } = labRun.getState()
  await untilEnd(async () => {
    const { run } = await client.lab.run({ lesson, parameters: { ...parameters }, predictions, locale })
    await follow(client, run)
  })
  const { report } = picture
  if (report !== undefined) markProgress(lesson, report.outcome === 'passed' ? 'passed' : 'run')
  return report
}

async function untilEnd(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (cause) {
    failRun(cause)
  } finally {
    labRun.setState({ running: false })
  }
}

/** After a reload, or a broken connection: shows the latest run again, and goes on where it was left. */
export async function resumeRun(client: Client): Promise<void> {
  const last = await latestRun(client)
  const { running, run, picture, fromFile } = labRun.getState()
  if (last === undefined || running || fromFile || (last.run === run && picture.report !== undefined)) return
  if (last.run !== run) beginRun(last.lesson)
  labRun.setState({ running: !last.ended, failure: undefined })
  try {
    await follow(client, last.run)
  } catch {
    // The connection broke: the page resumes with the next one.
  } finally {
    labRun.setState({ running: false })
  }
}

async function latestRun(client: Client): Promise<RunSummary | undefined> {
  try {
    return (await client.lab.runs()).at(-1)
  } catch {
    return undefined
  }
}
