import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LessonSummary, RunRequest, RunSummary } from '../../shared/contract/lab.ts'
import type { Lesson, Platform } from '../../shared/model/lesson.ts'
import { editDistance } from '../../shared/model/nearest.ts'
import { checkParameters } from './check-parameters.ts'
import { UnavailableError, UnknownLessonError } from './errors.ts'
import { startRun, type LabRun, type RunOptions } from './run.ts'

const usualTimeLimitMs = 120_000
/** Ended runs are kept for whoever looks back, the oldest are forgotten. */
const keptRuns = 20

export interface Lab {
  list(): readonly LessonSummary[]
  runs(): readonly RunSummary[]
  /**
   * @throws UnknownLessonError with the nearest ids, BadParameterError with the range, UnavailableError with the reason
   */
  start(request: RunRequest): Promise<LabRun>
  get(run: string): LabRun | undefined
  /** Ends every run. */
  stop(): Promise<void>
}

export interface LabOptions {
  readonly lessons: readonly Lesson[]
  /** Built programs, absolute. */
  readonly files: { readonly supervisor: string; readonly child: string; readonly lessonFolder: string }
  readonly inspect: RunOptions['inspect']
  readonly onProcess: RunOptions['onProcess']
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
    const distance = (each: string): number => editDistance(id, each)
    const nearest = lessons.map((each) => each.id).toSorted((a, b) => distance(a) - distance(b))
    throw new UnknownLessonError(id, nearest.slice(0, 3))
  }

  return {
    list: () => lessons.map((lesson) => summarise(lesson, platform)),
    runs: () => [...runs.values()].map(({ id, lesson, ended }) => ({ run: id, lesson, ended })),
    async start(request) {
      const lesson = find(request.lesson)
      const parameters = checkParameters(lesson, request.parameters)
      if (!lesson.platforms.some((each) => each === platform)) {
        const reason = lesson.unavailable[platform as Platform]?.[request.locale]
        throw new UnavailableError(reason ?? `Lesson ${lesson.id} cannot run on ${platform}.`)
      }
      const id = randomUUID().slice(0, 8)
      const run = startRun({
        id,
        lesson,
        locale: request.locale,
        inspect: options.inspect,
        onProcess: options.onProcess,
        supervisorFile: files.supervisor,
        order: {
          run: id,
          lesson: lesson.id,
          parameters,
          child: files.child,
          program: { kind: 'lesson', file: join(files.lessonFolder, lesson.id, 'scenario.js') },
          folder: mkdtempSync(join(tmpdir(), 'forkscope-run-')),
          timeLimitMs: request.timeLimitMs ?? usualTimeLimitMs,
        },
      })
      const ended = [...runs.values()].filter((each) => each.ended)
      for (const old of ended.slice(0, Math.max(0, runs.size - keptRuns))) runs.delete(old.id)
      runs.set(id, run)
      return run
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
    checks: checks.map((check) => ({ id: check.id, title: check.title })),
  }
}
