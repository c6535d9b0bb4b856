import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { LessonSummary, RunRequest, RunSummary } from '../../shared/contract/lab.ts'
import type { Lesson, Platform, Service } from '../../shared/model/lesson.ts'
import { mostAlike } from '../../shared/model/nearest.ts'
import { checkParameters } from './check-parameters.ts'
import { serviceEnvironment } from './find-service.ts'
import { runFolderOf } from './run-folder.ts'
import { UnavailableError, UnknownLessonError } from './errors.ts'
import { startingOrder } from './starting-order.ts'
import type { LabRun, RunOptions } from './lab-run.ts'
import { startRun } from './run.ts'
import type { RunProgram } from './supervisor-messages.ts'
import { timeLimitOf } from './time-limit.ts'

/** A learner's own program may take its time. */
const ownTimeLimitMs = 3_600_000
/** Ended runs are kept for whoever looks back, the oldest are forgotten. */
const keptRuns = 20

export interface Lab {
  list(): readonly LessonSummary[]
  runs(): readonly RunSummary[]
  /**
   * @throws UnknownLessonError with the ids that are near, BadParameterError with the range, UnavailableError with the
   *   reason, TemporaryFolderError
   */
  start(request: Omit<RunRequest, 'predictions'> & Partial<RunRequest>): Promise<LabRun>
  /**
   * Runs a program of the learner's own under the same observation.
   * @param title how it is called
   * @throws TemporaryFolderError
   */
  startProgram(title: string, program: RunProgram, timeLimitMs?: number): LabRun
  get(run: string): LabRun | undefined
  /** Ends every run. */
  stop(): Promise<void>
}

export interface LabOptions {
  readonly lessons: readonly Lesson[]
  /** Built programs, absolute. */
  readonly files: { readonly supervisor: string; readonly child: string; readonly lessonFolder: string }
  readonly eyes: RunOptions['eyes']
  readonly onProcess: RunOptions['onProcess']
  /** What the settings say about where a service is; empty: nothing. */
  readonly settled?: (service: Service) => string
  /** Tests pretend to be elsewhere. */
  readonly platform?: string
}

/** @returns the lab over these lessons; it knows none by name */
export function createLab(options: LabOptions): Lab {
  const { lessons, files, platform = process.platform } = options
  const runs = new Map<string, LabRun>()

  const find = (id: string): Lesson => {
    const lesson = lessons.find((each) => each.id === id)
    if (lesson !== undefined) return lesson
    const ids = lessons.map((each) => each.id)
    throw new UnknownLessonError(id, mostAlike(id, ids))
  }

  const begin = (
    judged: Pick<RunOptions, 'lesson' | 'locale' | 'predictions'>,
    order: Pick<RunOptions['order'], 'lesson' | 'parameters' | 'program' | 'timeLimitMs' | 'environment'>,
  ): LabRun => {
    const id = randomUUID().slice(0, 8)
    const { eyes, onProcess } = options
    const run = startRun({
      id,
      ...judged,
      eyes,
      onProcess,
      supervisorFile: files.supervisor,
      order: { run: id, ...order, child: files.child, folder: runFolderOf(id) },
    })
    const ended = [...runs.values()].filter((each) => each.ended)
    for (const old of ended.slice(0, Math.max(0, runs.size - keptRuns))) runs.delete(old.id)
    runs.set(id, run)
    return run
  }

  return {
    list: () => lessons.map((lesson) => summarise(lesson, platform)),
    runs: () =>
      [...runs.values()].map(({ id, lesson, ended, clockUs }) => {
        return { run: id, lesson, ended, ...(!ended && { clockUs: clockUs() }) }
      }),
    async start(request) {
      const lesson = find(request.lesson)
      const parameters = checkParameters(lesson, request.parameters)
      if (!lesson.platforms.some((each) => each === platform)) {
        const reason = lesson.unavailable[platform as Platform]?.[request.locale]
        throw new UnavailableError(reason ?? `Lesson ${lesson.id} cannot run on ${platform}.`)
      }
      const { needs } = lesson
      const environment = serviceEnvironment(lesson, request.service, needs && options.settled?.(needs))
      const program = { kind: 'lesson', file: join(files.lessonFolder, lesson.id, 'scenario.js') } as const
      const { locale, predictions = {}, timeLimitMs = timeLimitOf(lesson, parameters) } = request
      return begin(
        { lesson, locale, predictions },
        { lesson: lesson.id, parameters, program, timeLimitMs, environment },
      )
    },
    startProgram(title, program, timeLimitMs = ownTimeLimitMs) {
      return begin({ locale: 'en', predictions: {} }, { lesson: title, parameters: {}, program, timeLimitMs })
    },
    get: (run) => runs.get(run),
    async stop() {
      await Promise.all([...runs.values()].filter((each) => !each.ended).map((each) => each.stop()))
    },
  }
}

function summarise(lesson: Lesson, platform: string): LessonSummary {
  const { id, chapter, title, summary, covers, platforms, parameters, checks } = lesson
  const unavailable = platforms.some((each) => each === platform) ? undefined : lesson.unavailable[platform as Platform]
  return {
    id,
    chapter,
    title,
    summary,
    covers: [...covers],
    platforms: [...platforms],
    ...(unavailable && { unavailable }),
    parameters: [...parameters],
    ...(lesson.needs && {
      service: { name: lesson.needs.name, parameter: lesson.needs.parameter, url: lesson.needs.url },
    }),
    fastest: { ...lesson.fastest },
    checks: checks.map((check) => ({ id: check.id, title: check.title })),
    questions: lesson.questions.map(asked),
    variants: [...lesson.variants],
    actions: [...lesson.actions],
  }
}

/** What a learner is asked; how it is measured stays here. */
function asked({ id, text, kind, options, unit }: Lesson['questions'][number]): LessonSummary['questions'][number] {
  const offered = options && kind === 'order' ? startingOrder(options) : options
  return { id, text, kind, ...(offered && { options: [...offered] }), ...(unit !== undefined && { unit }) }
}
