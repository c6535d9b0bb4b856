import { useStore } from 'zustand'
import { commandsFor, type CommandAction } from '../../../../shared/model/same-by-command.ts'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'

/** More pids would fill the dialog; the details of each process show its own command. */
const mostPids = 20

/** What does the same in a terminal of this system; nothing where there is no such command. */
export function DialogCommand({ action }: { readonly action: CommandAction }) {
  const text = useText()
  const system = useStore(backend, (state) => state.about?.platform ?? 'linux')
  const [command] = 'pids' in action && action.pids.length > mostPids ? [] : commandsFor(action, system)
  if (command === undefined) return undefined
  return (
    <p className="same">
      {text('confirm.sameByCommand')} <code>{command}</code>
    </p>
  )
}
