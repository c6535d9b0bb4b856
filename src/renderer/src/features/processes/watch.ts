import { createStore } from 'zustand/vanilla'
import type { EndedProcess, ProcessIdentity } from '../../../../shared/contract/process.ts'
import { keyOf } from '../../../../shared/model/tree.ts'
import { backend } from '../../host/backend-store.ts'
import type { Client } from '../../host/client.ts'
import type { Text } from '../../i18n/use-text.ts'
import { shownName } from '../../components/shown-name.ts'
import { askToNotify, notify } from './notify.ts'
import { say } from './toasts.ts'

/** The processes whose end shall be told. */
export const watching = createStore<{ readonly keys: ReadonlySet<string> }>(() => ({ keys: new Set() }))

/** What ends each watch without a word. */
const stops = new Map<string, AbortController>()

type Watched = ProcessIdentity & { readonly name: string }

/** Tells when the process has ended, and how where the system says so; also while the table is paused or out of sight. */
export function watch(process: Watched, text: Text): void {
  const key = keyOf(process)
  const stop = new AbortController()
  stops.set(key, stop)
  show()
  askToNotify()
  const { pid, startKey, name } = process
  say(text('watch.begun', { name: shownName(name, text), pid: String(pid) }), 'good')
  void untilEnded({ pid, startKey }, stop.signal).then((end) => {
    if (stop.signal.aborted) return
    stops.delete(key)
    show()
    const words = endWords(process, end, text)
    say(words, 'good')
    notify(text('watch.title'), words)
  })
}

/** Watches the process no longer. */
export function unwatch(process: ProcessIdentity): void {
  stops.get(keyOf(process))?.abort()
  stops.delete(keyOf(process))
  show()
}

function show(): void {
  watching.setState({ keys: new Set(stops.keys()) })
}

type End = Pick<EndedProcess, 'exitCode' | 'exitSignal'>

/** Asks again whenever the connection broke meanwhile. */
async function untilEnded(identity: ProcessIdentity, signal: AbortSignal): Promise<End> {
  while (!signal.aborted) {
    const client = await connected()
    try {
      return await client.processes.untilEnded(identity, { signal })
    } catch {
      // Ended before anybody asked, or a connection that broke: the backend will know as soon as it is there again.
      if (backend.getState().client === client) break
    }
  }
  return {}
}

function connected(): Promise<Client> {
  return new Promise((resolve) => {
    const { client } = backend.getState()
    if (client !== undefined) return resolve(client)
    const stop = backend.subscribe((state) => {
      if (state.client === undefined) return
      stop()
      resolve(state.client)
    })
  })
}

function endWords({ name, pid }: Watched, { exitCode, exitSignal }: End, text: Text): string {
  const values = { name: shownName(name, text), pid: String(pid) }
  if (exitSignal !== undefined) return text('watch.bySignal', { ...values, signal: exitSignal })
  if (exitCode !== undefined) return text('watch.byCode', { ...values, code: exitCode })
  return text('outcome.ended', values)
}
