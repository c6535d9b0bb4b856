import { downloadFile } from '../../components/download-file.ts'
import { backend } from '../../host/backend-store.ts'
import { readRun, SavedRunError, traceLines, writeRun } from './model/saved-run.ts'
import { failRun, labRun, pause, showSavedRun, stopRun } from './run-store.ts'

/** @returns a name for a file of the run that is shown */
export function fileName(ending: string): string {
  const { title = 'run', run = 'saved' } = labRun.getState()
  return `forkscope-${title.replaceAll(/[^\w.-]+/g, '_')}-${run}.${ending}`
}

/** The run as one file that opens anywhere without running anything. */
export function saveRun(): void {
  const { title = '', events } = labRun.getState()
  downloadFile(
    fileName('forkscope.jsonl'),
    new Blob([writeRun(title, events, new Date())], { type: 'application/jsonl' }),
  )
}

/** The trace alone, as the command line prints it. */
export function saveTrace(): void {
  downloadFile(fileName('jsonl'), new Blob([traceLines(labRun.getState().events)], { type: 'application/jsonl' }))
}

/**
 * Opens a saved run in place of the one that is shown, which is stopped if it still goes on: nothing else would stop it.
 * @returns whether it is shown; why not is said on the page
 */
export async function openRun(file: Blob): Promise<boolean> {
  try {
    const saved = await readRun(await file.text(), pause)
    const { client } = backend.getState()
    if (client !== undefined && !(await stopRun(client))) return false
    await showSavedRun(saved)
    return true
  } catch (cause) {
    if (!(cause instanceof SavedRunError)) throw cause
    failRun(`file.${cause.why}`, cause.line ?? '')
    return false
  }
}
