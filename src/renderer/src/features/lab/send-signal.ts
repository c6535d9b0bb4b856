import { backend } from '../../host/backend-store.ts'
import { failRun, labRun } from './run-store.ts'

/** Sends a signal to a process of the run that is shown; where it ended up is said below the controls. */
export async function sendSignal(pid: number, signal: string): Promise<void> {
  const { client } = backend.getState()
  const { run, picture } = labRun.getState()
  if (client === undefined || run === undefined) return
  forgetSignal()
  const isShown = (): boolean => labRun.getState().picture === picture
  try {
    const signalled = await client.lab.signal({ run, pid, signal })
    if (isShown()) labRun.setState({ signalled })
  } catch (cause) {
    if (isShown()) failRun('signal', cause)
  }
}

/** No longer says where the last signal ended up: something else is looked at. */
export function forgetSignal(): void {
  const { failure, signalled } = labRun.getState()
  if (signalled !== undefined) labRun.setState({ signalled: undefined })
  if (failure?.kind === 'signal') labRun.setState({ failure: undefined })
}
