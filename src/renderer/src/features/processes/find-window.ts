import { createStore } from 'zustand/vanilla'
import { keyOf } from '../../../../shared/model/tree.ts'
import type { Client } from '../../host/client.ts'
import type { Text } from '../../i18n/use-text.ts'
import { shownName } from '../../components/shown-name.ts'
import { say } from './toasts.ts'
import { setFilter, view } from './view-store.ts'

/** What stops the waiting for a click; undefined while nobody waits. */
export const windowSearch = createStore<{ readonly stop: (() => void) | undefined }>(() => ({ stop: undefined }))

/** Waits for a click on a window, and shows its process. */
export async function findWindow(client: Client, text: Text): Promise<void> {
  windowSearch.getState().stop?.()
  const abort = new AbortController()
  windowSearch.setState({ stop: () => abort.abort() })
  say(text('window.click'), 'good')
  try {
    const found = await client.processes.findWindow(undefined, { signal: abort.signal })
    if (found.kind === 'unknown') say(text('window.unknown'), 'bad')
    if (found.kind === 'failed') say(text('window.failed', { message: found.cause }), 'bad')
    if (found.kind !== 'found') return
    setFilter(`pid = ${found.pid}`)
    view.setState({ selected: keyOf(found), marked: new Set(), chip: 'all', details: true })
    say(text('window.found', { name: shownName(found.name, text), pid: String(found.pid) }), 'good')
  } catch (cause) {
    if (abort.signal.aborted) return
    say(text('window.failed', { message: cause instanceof Error ? cause.message : String(cause) }), 'bad')
  } finally {
    windowSearch.setState({ stop: undefined })
  }
}
