import type { LessonSummary, RunRequest } from '../shared/contract/lab.ts'
import { mostAlike } from '../shared/model/nearest.ts'
import { withBackend, type CliContext } from './cli-context.ts'
import { followRun, type Report } from './follow-run.ts'
import { runProgram } from './lab-program.ts'
import { parametersOf } from './run-parameters.ts'
import { summarise, summaryLines } from './run-summary.ts'
import { FailedError, seconds, suggestion, UsageError, wholeNumber } from './usage-error.ts'
import { interruptedStatus } from './terminal.ts'

export interface LabRunOptions {
  readonly param: readonly string[]
  readonly seconds?: string
  readonly repeat?: string
  readonly locale?: string
  readonly json?: true
}

export interface LabRunArguments {
  readonly lesson: string | undefined
  readonly rest: readonly string[]
  /** How many operands stood before `--`; undefined when there was none. */
  readonly dashes: number | undefined
}

/** The exit status for a run's outcome. */
const statuses: Record<Report['outcome'], number> = { passed: 0, failed: 1, inconclusive: 3 }

/** `forkscope lab run`: runs a lesson and shows its events as they happen. */
export async function runLesson(given: LabRunArguments, options: LabRunOptions, context: CliContext): Promise<number> {
  const repeat = wholeNumber(options.repeat ?? '1', 'a number of runs', 1, 10_000)
  const locale = localeOf(options.locale ?? 'en')
  const limitSeconds = options.seconds === undefined ? undefined : seconds(options.seconds, 3600)
  if (limitSeconds !== undefined && limitSeconds < 0.001) throw new UsageError('--seconds must be greater than 0.')
  const timeLimit = limitSeconds === undefined ? {} : { timeLimitMs: Math.round(limitSeconds * 1000) }
  const status = await runProgram(
    given,
    { ...timeLimit, json: options.json === true, ofLessons: ofLessons(options) },
    context,
  )
  if (status !== undefined) return status
  const id = lessonOf(given)
  return withBackend(context, async (backend) => {
    const lesson = findLesson(id, backend.lab.list())
    if (lesson.unavailable !== undefined) {
      throw new FailedError(`Lesson ${lesson.id} cannot run here: ${lesson.unavailable[locale]}`)
    }
    const request: Omit<RunRequest, 'predictions'> = {
      lesson: lesson.id,
      ...parametersOf(options.param, lesson),
      locale,
      ...timeLimit,
    }
    const reports: Report[] = []
    while (reports.length < repeat && !context.terminal.ending.aborted) {
      const events = await followRun(await backend.lab.start(request), options.json === true, context)
      const report = events.at(-1)
      if (report?.kind !== 'report') break
      reports.push(report)
    }
    if (options.repeat !== undefined) {
      const summary = summarise(reports)
      if (options.json) context.terminal.json(summary)
      else for (const line of summaryLines(summary)) context.terminal.line(line)
    }
    return interruptedStatus(context.terminal) ?? statusOf(reports)
  })
}

/** @returns the options that were given and mean nothing to a program that is no lesson */
function ofLessons({ param, repeat, locale }: LabRunOptions): readonly string[] {
  const given = { '--param': param.length > 0, '--repeat': repeat !== undefined, '--locale': locale !== undefined }
  return Object.entries(given).flatMap(([option, isGiven]) => (isGiven ? option : []))
}

function statusOf(reports: readonly Report[]): number {
  if (reports.length === 0 || reports.some(({ outcome }) => outcome === 'failed')) return statuses.failed
  return reports.some(({ outcome }) => outcome === 'inconclusive') ? statuses.inconclusive : statuses.passed
}

function lessonOf({ lesson, rest }: LabRunArguments): string {
  if (lesson === undefined) {
    throw new UsageError(
      '"forkscope lab run" needs a lesson, a program file, or a command after --; "forkscope lab list" shows the lessons.',
    )
  }
  if (rest[0] !== undefined) throw new UsageError(`"forkscope lab run" takes one lesson, not also "${rest[0]}".`)
  return lesson
}

function findLesson(id: string, lessons: readonly LessonSummary[]): LessonSummary {
  const lesson = lessons.find((candidate) => candidate.id === id)
  if (lesson !== undefined) return lesson
  const ids = lessons.map((candidate) => candidate.id)
  // Whoever types only the number or only the name means the whole.
  const partly = ids.find((candidate) => candidate.split('-').includes(id.toLowerCase()))
  const near = partly === undefined ? mostAlike(id, ids) : [partly]
  const hint = near.length === 0 ? '"forkscope lab list" shows them all.' : `did you mean ${near.join(' or ')}?`
  throw new UsageError(`There is no lesson "${id}"; ${hint}`)
}

function localeOf(text: string): RunRequest['locale'] {
  if (text === 'en' || text === 'zh-CN') return text
  throw new UsageError(`There is no locale "${text}"${suggestion(text, ['en', 'zh-CN'])}`)
}
