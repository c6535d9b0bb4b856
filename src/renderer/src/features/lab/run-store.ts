import { createStore } from 'zustand/vanilla'
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
    labRun.setState({ run })
    for await (const event of await client.lab.watch({ run })) {
      labRun.setState(({ events }) => ({ events: [...events, event] }))
    }
  } catch (cause) {
    labRun.setState({ failure: cause instanceof Error ? cause.message : String(cause) })
  } finally {
    labRun.setState({ running: false })
  }
}
