import { useStore } from 'zustand'
import { displayText } from '../../../shared/model/display-text.ts'
import { copyPids } from '../features/processes/copy-pids.ts'
import { canReceive, receivingNames } from '../features/processes/can-receive.ts'
import { goToParent } from '../features/processes/go-to.ts'
import { meantKeys } from '../features/processes/meant-keys.ts'
import { addressOf } from '../features/processes/details/address-of.ts'
import { pageActions, type PageActions } from '../features/processes/page-actions.ts'
import { processes, type PageProcess } from '../features/processes/process-store.ts'
import { explainSignal } from '../features/processes/signal-words.ts'
import { toggleFollow, togglePin, view } from '../features/processes/view-store.ts'
import { unwatch, watch, watching } from '../features/processes/watch.ts'
import { keyOf } from '../../../shared/model/tree.ts'
import { backend, isReadOnly } from '../host/backend-store.ts'
import { useText, type Text } from '../i18n/use-text.ts'
import type { Command } from './commands.ts'
import { shareMeantCommands } from './share-commands.ts'

/** @returns what can be done with the marked rows, without marks with the selected one; nothing where there is neither */
export function useRowCommands(): readonly Command[] {
  const text = useText()
  const readOnly = useStore(backend, isReadOnly)
  const capabilities = useStore(backend, (state) => state.about?.capabilities)
  const { selected, marked } = useStore(view)
  const rows = useStore(processes, (state) => state.rows)
  const watched = useStore(watching, (state) => state.keys)
  const { actions } = useStore(pageActions)
  const meant = meantKeys({ selected, marked }).flatMap((key) => rows.get(key) ?? [])
  if (actions === undefined || meant.length === 0) return []
  const signals = capabilities?.signals ?? []
  const able = !readOnly && meant.some(canReceive)
  const process = selected === undefined ? undefined : rows.get(selected)
  return [
    ...(able ? actingCommands(actions, signals, capabilities?.affinity === true, text) : []),
    ...(readOnly ? [] : nameCommands(actions, meant, receivingNames(rows.values()), text)),
    ...watchCommands(meant, watched, text),
    { id: 'parent', title: text('command.parent'), keys: 'Alt+↑', run: () => goToParent(text) },
    { id: 'follow', title: text('command.follow'), keys: 'f', run: toggleFollow },
    ...(process === undefined ? [] : [{ id: 'pin', title: text('command.pin'), run: () => togglePin(keyOf(process)) }]),
    { id: 'details', title: text('action.showDetails'), keys: 'Enter', run: () => view.setState({ details: true }) },
    ...(process === undefined
      ? []
      : [{ id: 'page', title: text('details.fullPage'), run: () => (location.hash = addressOf(process)) }]),
    { id: 'copy-pid', title: text('action.copyPid', { count: meant.length }), run: () => void copyPids(meant, text) },
    ...shareMeantCommands(text),
    ...(able ? signals.map((signal) => signalCommand(signal, actions, text)) : []),
  ]
}

/** What needs a Forkscope that may act, and somebody who takes a signal. */
function actingCommands(
  actions: PageActions,
  signals: readonly string[],
  affinity: boolean,
  text: Text,
): readonly Command[] {
  return [
    { id: 'terminate', title: text('action.terminate'), keys: 'Delete', run: () => actions.signal('SIGTERM') },
    { id: 'kill', title: text('action.kill'), keys: 'Shift+Delete', run: () => actions.signal('SIGKILL') },
    { id: 'kill-tree', title: text('action.killTree'), run: () => actions.signal('SIGKILL', true) },
    ...(signals.includes('SIGSTOP')
      ? [
          { id: 'suspend', title: text('action.suspend'), run: () => actions.signal('SIGSTOP') },
          { id: 'resume', title: text('action.resume'), run: () => actions.signal('SIGCONT') },
        ]
      : []),
    { id: 'nice', title: text('action.nice'), run: () => actions.ask('nice') },
    ...(affinity ? [{ id: 'affinity', title: text('action.affinity'), run: () => actions.ask('affinity') }] : []),
  ]
}

function nameCommands(
  actions: PageActions,
  meant: readonly PageProcess[],
  receiving: ReadonlySet<string>,
  text: Text,
): readonly Command[] {
  const names = [...new Set(meant.map(({ name }) => name))].filter((name) => receiving.has(name))
  return names.flatMap((name) =>
    (['SIGTERM', 'SIGKILL'] as const).map((signal) => ({
      id: `${signal}-name-${name}`,
      title: text(signal === 'SIGKILL' ? 'action.killName' : 'action.endName', { name: displayText(name) }),
      run: () => actions.name(signal, name),
    })),
  )
}

function signalCommand(signal: string, actions: PageActions, text: Text): Command {
  const what = explainSignal(signal, text)
  const title = what === '' ? text('action.signal', { signal }) : text('action.signalWhat', { signal, what })
  return { id: `signal-${signal}`, title, run: () => actions.signal(signal) }
}

function watchCommands(meant: readonly PageProcess[], watched: ReadonlySet<string>, text: Text): readonly Command[] {
  const [yes, no] = [true, false].map((is) => meant.filter((process) => watched.has(keyOf(process)) === is))
  return [
    ...(no?.length
      ? [{ id: 'watch', title: text('action.watch'), run: () => no.forEach((each) => watch(each, text)) }]
      : []),
    ...(yes?.length ? [{ id: 'unwatch', title: text('action.unwatch'), run: () => yes.forEach(unwatch) }] : []),
  ]
}
