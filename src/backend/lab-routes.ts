import { implement } from '@orpc/server'
import { BadParameterError, TemporaryFolderError, UnavailableError, UnknownLessonError } from '../lab/engine/errors.ts'
import { contract } from '../shared/contract/index.ts'
import { mostAlike } from '../shared/model/nearest.ts'
import { ProgramError } from './own-programs.ts'
import { ReadOnlyError } from './read-only.ts'
import { endOf, type RouterParts } from './router-parts.ts'
import { keepProgram, mistakesOf } from './written-program.ts'

/** Handlers of `contract.lab`. */
export function createLabRoutes({ lab, signaller, readOnly }: RouterParts) {
  const os = implement(contract.lab)
  /** What was kept of the program goes with its run, and at once where there is none. */
  const startKept = ({ own, remove }: Awaited<ReturnType<typeof keepProgram>>): string => {
    try {
      const run = lab.startProgram(own.title, own.program)
      // What cannot be removed is left to whoever empties the temporary folder.
      run.finished.finally(remove).catch(() => {})
      return run.id
    } catch (cause) {
      remove()
      throw cause
    }
  }
  return {
    list: os.list.handler(() => [...lab.list()]),
    lesson: os.lesson.handler(async ({ input, errors }) => {
      const { lesson, locale } = input
      const ids = lab.list().map(({ id }) => id)
      if (!ids.includes(lesson)) throw errors.UNKNOWN_LESSON({ data: { lesson, nearest: [...mostAlike(lesson, ids)] } })
      const { lessonSources, lessonText } = await import('../lab/lesson-files.ts')
      return { text: lessonText(lesson, locale), files: [...lessonSources(lesson)] }
    }),
    texts: os.texts.handler(async ({ input }) => {
      const { lessonSources, lessonText } = await import('../lab/lesson-files.ts')
      return lab.list().map(({ id }) => {
        const code = lessonSources(id).map((file) => file.code)
        return { lesson: id, text: [lessonText(id, input.locale), ...code].join('\n') }
      })
    }),
    runs: os.runs.handler(() => [...lab.runs()]),
    run: os.run.handler(async ({ input, errors }) => {
      try {
        const run = await lab.start(input)
        return { run: run.id }
      } catch (cause) {
        if (cause instanceof UnknownLessonError) {
          const data = { lesson: cause.lesson, nearest: [...cause.nearest] }
          throw errors.UNKNOWN_LESSON({ message: cause.message, data, cause })
        }
        if (cause instanceof BadParameterError) {
          const { parameters } = lab.list().find(({ id }) => id === input.lesson) ?? {}
          const range = parameters?.find(({ name }) => name === cause.parameter)
          const data = { parameter: cause.parameter, nearest: cause.nearest, range }
          throw errors.BAD_PARAMETER({ message: cause.message, data, cause })
        }
        if (cause instanceof ReadOnlyError) throw errors.READ_ONLY({ message: cause.message, cause })
        if (cause instanceof UnavailableError) throw errors.UNAVAILABLE({ message: cause.message, cause })
        if (cause instanceof TemporaryFolderError) {
          const { message, folder, error } = cause
          throw errors.NO_TEMPORARY_FOLDER({ message, data: { folder, error }, cause })
        }
        throw cause
      }
    }),
    watch: os.watch.handler(async function* ({ input, signal, errors }) {
      const run = lab.get(input.run)
      if (run === undefined) throw errors.UNKNOWN_RUN()
      for await (const events of run.watchMany(endOf(signal))) yield [...events]
    }),
    stop: os.stop.handler(async ({ input, errors }) => {
      const leave = readOnly()
      if (leave !== undefined)
        throw errors.READ_ONLY({ message: `This Forkscope is read-only: no run can be ended. ${leave}` })
      const run = lab.get(input.run)
      if (run === undefined) throw errors.UNKNOWN_RUN()
      return run.stop()
    }),
    signal: os.signal.handler(async ({ input, errors }) => {
      const leave = readOnly()
      if (leave !== undefined)
        throw errors.READ_ONLY({ message: `This Forkscope is read-only: nothing is signalled. ${leave}` })
      const run = lab.get(input.run)
      if (run === undefined) throw errors.UNKNOWN_RUN()
      const target = run.identityOf(input.pid)
      if (target === undefined) throw errors.NOT_OF_RUN()
      const signal = signaller.parse(input.signal)
      if (signal.kind === 'unknown') throw errors.UNKNOWN_SIGNAL()
      // Before it is sent: what it does comes after it on the timeline.
      run.noteSignal(input.pid, signal.name)
      const request = { targets: [target], signal: signal.name, tree: false, evenCritical: false }
      const [result] = await signaller.signal(request)
      if (result === undefined) throw errors.NOT_OF_RUN()
      return result
    }),
    runProgram: os.runProgram.handler(async ({ input, errors }) => {
      const leave = readOnly()
      if (leave !== undefined)
        throw errors.READ_ONLY({ message: `This Forkscope is read-only: no program can be run. ${leave}` })
      try {
        return { run: startKept(await keepProgram(input)) }
      } catch (cause) {
        if (cause instanceof TemporaryFolderError) {
          const { message, folder, error } = cause
          const problem = { kind: 'no-temporary-folder', folder, error } as const
          throw errors.BAD_PROGRAM({ message, data: { mistakes: [{ message, problem }] }, cause })
        }
        if (!(cause instanceof ProgramError)) throw cause
        const { message, problem } = cause
        const mistakes = problem === undefined ? [...mistakesOf(message)] : [{ message, problem }]
        throw errors.BAD_PROGRAM({ message, data: { mistakes }, cause })
      }
    }),
  }
}
