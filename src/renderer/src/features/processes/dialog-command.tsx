import { useStore } from 'zustand'
import { displayText } from '../../../../shared/model/display-text.ts'
import {
  commandsFor,
  commandSystems,
  type CommandAction,
  type CommandSystem,
} from '../../../../shared/model/same-by-command.ts'
import { backend } from '../../host/backend-store.ts'
import { CopyButton } from './details/copy-button.tsx'
import { useText } from '../../i18n/use-text.ts'

/** More pids would fill the dialog; the details of each process show its own command. */
const mostPids = 20

const pidsOf = (action: CommandAction): readonly number[] => {
  if (action.kind === 'grace') return pidsOf(action.polite)
  return 'pids' in action ? action.pids : []
}

/** What does the same in a terminal: of this system, and below of the others; nothing where there is no such command. */
export function DialogCommand({ action }: { readonly action: CommandAction }) {
  const text = useText()
  const own = useStore(backend, (state) => state.about?.platform ?? 'linux')
  if (pidsOf(action).length > mostPids) return undefined
  const [command] = commandsFor(action, own)
  return (
    <div className="same">
      {command !== undefined && (
        <>
          <p>{text('confirm.sameByCommand')}</p>
          <Command command={command} system={own} />
        </>
      )}
      <details className="other-system">
        <summary>{text('confirm.elsewhere')}</summary>
        {commandSystems
          .filter((system) => system !== own)
          .map((system) => {
            const [other] = commandsFor(action, system)
            return (
              <div key={system}>
                <p>{text(`system.${system}`)}</p>
                {other === undefined ? (
                  <p className="quiet">{text('same.none')}</p>
                ) : (
                  <Command command={other} system={system} />
                )}
              </div>
            )
          })}
      </details>
    </div>
  )
}

function Command({ command, system }: { readonly command: string; readonly system: CommandSystem }) {
  const text = useText()
  return (
    <div className="command">
      <code>{displayText(command)}</code>
      <CopyButton words={command} label={text(`system.${system}`)} />
    </div>
  )
}
