import { createStore } from 'zustand/vanilla'
import type { SignalResult } from '../../../../shared/contract/signals.ts'
import { backend } from '../../host/backend-store.ts'
import { failRun, labRun } from './run-store.ts'

/** Where the last signal ended up: said below the controls. */
export const lastSignal = createStore<{ readonly result: SignalResult | undefined }>(() => ({ result: undefined }))

/** Sends a signal to a process of the run that is shown. */
export async function sendSignal(pid: number, signal: string): Promise<void> {
  const { client } = backend.getState()
  const { run } = labRun.getState()
  if (client === undefined || run === undefined) return
  try {
    lastSignal.setState({ result: await client.lab.signal({ run, pid, signal }) })
  } catch (cause) {
    failRun('signal', cause)
  }
}
