import type { Backend } from '../backend/create-backend.ts'
import type { TraceEvent } from '../shared/contract/trace.ts'
import { inOneLanguage } from '../shared/model/one-language.ts'
import type { CliContext } from './cli-context.ts'
import { traceLine } from './trace-line.ts'

type LabRun = ReturnType<Backend['lab']['startProgram']>
export type Report = Extract<TraceEvent, { kind: 'report' }>

/** Shows a run's events as they happen; Ctrl-C ends the run. @returns all of them */
export async function followRun(
  run: LabRun,
  asJson: boolean,
  { terminal }: CliContext,
): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = []
  let stopping: Promise<unknown> | undefined
  const stop = (): void => {
    const stopped = run.stop()
    // Awaited below; until then a failure must not count as unhandled.
    stopped.catch(() => {})
    stopping = stopped
  }
  terminal.ending.addEventListener('abort', stop, { once: true })
  if (terminal.ending.aborted) stop()
  try {
    for await (const event of run.watch(new AbortController().signal)) {
      if (asJson) terminal.json(inOneLanguage(event))
      else terminal.line(traceLine(event))
      events.push(event)
    }
  } finally {
    terminal.ending.removeEventListener('abort', stop)
    await (stopping ?? run.stop())
  }
  return events
}
