import { createStore } from 'zustand/vanilla'
import type { RunSummary } from '../../../../shared/contract/lab.ts'
import type { TraceEvent } from '../../../../shared/contract/trace.ts'
import type { Client } from '../../host/client.ts'

/** The run that the page shows; it goes on while other pages are open. */
export interface RunState {
  readonly run: string | undefined
  readonly lesson: string | undefined
  readonly events: readonly TraceEvent[]
  readonly running: boolean
  readonly failure: string | undefined
}

const nothing: RunState = { run: undefined, lesson: undefined, events: [], running: false, failure: undefined }

export const labRun = createStore<RunState>(() => nothing)

/** Starts a lesson and follows it to its report. */
export async function startLesson(
  client: Client,
  lesson: string,
  parameters: Readonly<Record<string, number>>,
  locale: 'en' | 'zh-CN',
): Promise<void> {
  labRun.setState({ ...nothing, lesson, running: true })
  try {
    const { run } = await client.lab.run({ lesson, parameters: { ...parameters }, locale })
    await follow(client, run)
  } catch (cause) {
    labRun.setState({ failure: cause instanceof Error ? cause.message : String(cause) })
  } finally {
    labRun.setState({ running: false })
  }
}

/** After a reload, or a broken connection: shows the latest run again, from its beginning. */
export async function resumeRun(client: Client): Promise<void> {
  const last = await latestRun(client)
  const { running, run } = labRun.getState()
  if (last === undefined || running || (last.run === run && reported(labRun.getState()))) return
  labRun.setState({ ...nothing, lesson: last.lesson, running: !last.ended })
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

/** Ends every process of the run; its report says so. */
export async function stopRun(client: Client, run: string): Promise<void> {
  try {
    await client.lab.stop({ run })
  } catch (cause) {
    labRun.setState({ failure: cause instanceof Error ? cause.message : String(cause) })
  }
}

const reported = ({ events }: RunState): boolean => events.some((event) => event.kind === 'report')

async function follow(client: Client, run: string): Promise<void> {
  labRun.setState({ run, events: [] })
  for await (const event of await client.lab.watch({ run })) {
    labRun.setState(({ events }) => ({ events: [...events, event] }))
  }
}
