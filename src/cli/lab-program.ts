import { constants } from 'node:os'
import {
  looksLikeFile,
  programFromCommand,
  programFromFile,
  ProgramError,
  type OwnProgram,
} from '../backend/own-programs.ts'
import type { TraceEvent } from '../shared/contract/trace.ts'
import { realTimeSignals } from '../shared/model/real-time-signals.ts'
import { withBackend, type CliContext } from './cli-context.ts'
import { followRun } from './follow-run.ts'
import type { LabRunArguments } from './lab-run.ts'
import { interruptedStatus } from './terminal.ts'
import { FailedError, UsageError } from './usage-error.ts'

/**
 * `forkscope lab run FILE [-- ARGS]` and `forkscope lab run -- COMMAND ARGS…`
 * @param options `ofLessons`: what was given that only lessons take
 * @returns the exit status of the program's main process, as shells count it; undefined when a lesson is meant
 */
export async function runProgram(
  given: LabRunArguments,
  options: { readonly timeLimitMs?: number; readonly json: boolean; readonly ofLessons: readonly string[] },
  context: CliContext,
): Promise<number | undefined> {
  const own = await programOf(given)
  if (own === undefined) return undefined
  if (options.ofLessons.length > 0) {
    const given = options.ofLessons.join(' and ')
    throw new UsageError(`${given} can only be given with a lesson, and ${own.title} is a program of your own.`)
  }
  return withBackend(context, async ({ lab }) => {
    const run = lab.startProgram(own.title, own.program, options.timeLimitMs)
    const events = await followRun(run, options.json, context)
    if (run.notStarted !== undefined) throw new FailedError(`${own.title} could not be started: ${run.notStarted}.`)
    return interruptedStatus(context.terminal) ?? statusOf(events)
  })
}

async function programOf({ lesson, rest, dashes }: LabRunArguments): Promise<OwnProgram | undefined> {
  try {
    // After `--` alone comes a command; commander has taken the dashes away.
    if (dashes === 0) return lesson === undefined ? undefined : programFromCommand(lesson, rest)
    if (lesson === undefined || !looksLikeFile(lesson)) return undefined
    if (dashes === undefined && rest[0] !== undefined) {
      throw new UsageError(`"${rest[0]}" would be an argument of ${lesson}: write -- before the program's arguments.`)
    }
    return await programFromFile(lesson, rest)
  } catch (error) {
    throw error instanceof ProgramError ? new UsageError(error.message, { cause: error }) : error
  }
}

function statusOf(events: readonly TraceEvent[]): number {
  const main = events.find((event) => event.kind === 'process-started' && event.role === 'main')?.pid
  const end = events.find((event) => event.kind === 'process-exited' && event.pid === main)
  if (end?.kind !== 'process-exited') return 1
  const named = Object.entries(constants.signals).find(([name]) => name === end.exitSignal)?.[1]
  const signal = named ?? realTimeSignals.get(end.exitSignal ?? '')
  return signal === undefined ? (end.exitCode ?? 1) : 128 + signal
}
