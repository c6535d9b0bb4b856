import type { Backend } from '../backend/create-backend.ts'
import type { LessonSummary, RunRequest } from '../shared/contract/lab.ts'
import type { TraceEvent } from '../shared/contract/trace.ts'
import { withBackend, type CliContext } from './cli-context.ts'
import { FailedError, seconds, suggestion, UsageError, wholeNumber } from './usage-error.ts'
import { interruptedStatus } from './terminal.ts'
import { traceLine } from './trace-line.ts'

export interface LabRunOptions {
  readonly param: readonly string[]
  readonly seconds?: string
  readonly repeat: string
  readonly locale: string
  readonly json?: true
}

export interface LabRunArguments {
  readonly lesson: string | undefined
  readonly rest: readonly string[]
  /** A `--` was given: what follows is a program. */
  readonly dashes: boolean
}

type Report = Extract<TraceEvent, { kind: 'report' }>

/** The exit status for a run's outcome. */
const statuses: Record<Report['outcome'], number> = { passed: 0, failed: 1, inconclusive: 3 }

/** `forkscope lab run`: runs a lesson and shows its events as they happen. */
export async function runLesson(given: LabRunArguments, options: LabRunOptions, context: CliContext): Promise<number> {
  const repeat = wholeNumber(options.repeat, 'a number of runs', 1, 10_000)
  const locale = localeOf(options.locale)
  const limitSeconds = options.seconds === undefined ? undefined : seconds(options.seconds, 3600)
  if (limitSeconds !== undefined && limitSeconds < 0.001) throw new UsageError('--seconds must be greater than 0.')
  const id = lessonOf(given)
  return withBackend(context, async (backend) => {
    const lesson = findLesson(id, backend.lab.list())
    if (lesson.unavailable !== undefined) {
      throw new FailedError(`Lesson ${lesson.id} cannot run here: ${lesson.unavailable[locale]}`)
    }
    const request: Omit<RunRequest, 'predictions'> = {
      lesson: lesson.id,
      parameters: parametersOf(options.param, lesson),
      locale,
      ...(limitSeconds !== undefined && { timeLimitMs: Math.round(limitSeconds * 1000) }),
    }
    const reports: Report[] = []
    while (reports.length < repeat && !context.terminal.ending.aborted) {
      const report = await runOnce(backend, request, options.json === true, context)
      if (report === undefined) break
      reports.push(report)
    }
    if (options.repeat !== '1') showSummary(reports, options.json === true, context)
    return interruptedStatus(context.terminal) ?? statusOf(reports)
  })
}

function statusOf(reports: readonly Report[]): number {
  if (reports.length === 0 || reports.some(({ outcome }) => outcome === 'failed')) return statuses.failed
  return reports.some(({ outcome }) => outcome === 'inconclusive') ? statuses.inconclusive : statuses.passed
}

async function runOnce(
  { lab }: Backend,
  request: Omit<RunRequest, 'predictions'>,
  asJson: boolean,
  { terminal }: CliContext,
): Promise<Report | undefined> {
  const run = await lab.start(request)
  let stopping: Promise<unknown> | undefined
  const stop = (): void => {
    const stopped = run.stop()
    // Awaited below; until then a failure must not count as unhandled.
    stopped.catch(() => {})
    stopping = stopped
  }
  terminal.ending.addEventListener('abort', stop, { once: true })
  if (terminal.ending.aborted) stop()
  let report: Report | undefined
  try {
    for await (const event of run.watch(new AbortController().signal)) {
      if (asJson) terminal.json(event)
      else terminal.line(traceLine(event))
      if (event.kind === 'report') report = event
    }
  } finally {
    terminal.ending.removeEventListener('abort', stop)
    await (stopping ?? run.stop())
  }
  return report
}

function showSummary(reports: readonly Report[], asJson: boolean, { terminal }: CliContext): void {
  const passed = reports.filter(({ outcome }) => outcome === 'passed').length
  const failed = reports.filter(({ outcome }) => outcome === 'failed').length
  if (asJson) terminal.json({ kind: 'summary', runs: reports.length, passed, failed, distributions: {} })
  else terminal.line(`${reports.length} runs: ${passed} passed, ${failed} failed`)
}

function lessonOf({ lesson, rest, dashes }: LabRunArguments): string {
  if (dashes) throw new UsageError('Running a command under observation comes with a later version; give a lesson.')
  if (lesson === undefined) throw new UsageError('"forkscope lab run" needs a lesson; "forkscope lab list" shows them.')
  if (/\.[cm]?[jt]s$|\.py$/i.test(lesson) || /[/\\]/.test(lesson)) {
    throw new UsageError(`Running a program such as "${lesson}" comes with a later version; give a lesson.`)
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
  const hint = partly === undefined ? suggestion(id, ids) : `; did you mean ${partly}?`
  throw new UsageError(`There is no lesson "${id}"${hint}`)
}

function localeOf(text: string): RunRequest['locale'] {
  if (text === 'en' || text === 'zh-CN') return text
  throw new UsageError(`There is no locale "${text}"${suggestion(text, ['en', 'zh-CN'])}`)
}

function parametersOf(texts: readonly string[], lesson: LessonSummary): Record<string, number> {
  const parameters: Record<string, number> = {}
  for (const text of texts) {
    const at = text.indexOf('=')
    const name = at < 0 ? text : text.slice(0, at)
    const known = lesson.parameters.find((parameter) => parameter.name === name)
    if (known === undefined) {
      const names = lesson.parameters.map((parameter) => parameter.name)
      const none = names.length === 0 ? '; it has none.' : suggestion(name, names)
      throw new UsageError(`Lesson ${lesson.id} has no parameter "${name}"${none}`)
    }
    const value = at < 0 || text.slice(at + 1).trim() === '' ? Number.NaN : Number(text.slice(at + 1))
    if (!(value >= known.min && value <= known.max)) {
      throw new UsageError(`"${text}" is not possible: ${name} must be a number from ${known.min} to ${known.max}.`)
    }
    parameters[name] = value
  }
  return parameters
}
