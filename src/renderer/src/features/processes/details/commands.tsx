import { useStore } from 'zustand'
import {
  commandsFor,
  commandSystems,
  type CommandAction,
  type CommandSystem,
} from '../../../../../shared/model/same-by-command.ts'
import { displayText } from '../../../../../shared/model/display-text.ts'
import { backend } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { processes, type PageProcess } from '../process-store.ts'
import { CopyButton } from './copy-button.tsx'
import { childrenOf } from './family.tsx'
import { askSockets } from './open-things.tsx'
import { Fold } from './section.tsx'
import { useSection } from './use-section.ts'

interface NamedAction {
  readonly title: string
  readonly action: CommandAction
}

/** For each button the command that does the same: on this system first, on the others below. */
export function Commands({ process }: { readonly process: PageProcess }) {
  const text = useText()
  return (
    <Fold title={text('details.sameByCommand')}>
      <CommandsOf process={process} />
    </Fold>
  )
}

function CommandsOf({ process }: { readonly process: PageProcess }) {
  const text = useText()
  const own = useStore(backend, (state) => state.about?.platform ?? 'linux')
  const { answer } = useSection(askSockets, process, process.fresh !== 'ended', false)
  const ports = answer?.kind === 'told' ? answer.value.items.flatMap(({ port }) => port ?? []) : []
  const actions = actionsOn(process, [...new Set(ports)]).map(({ title, action }) => ({ title: text(title), action }))
  return (
    <>
      <CommandList actions={actions} system={own} />
      {commandSystems
        .filter((system) => system !== own)
        .map((system) => (
          <details key={system} className="other-system">
            <summary>{text(`system.${system}`)}</summary>
            <CommandList actions={actions} system={system} />
          </details>
        ))}
    </>
  )
}

/** What can be done to the process; the tree is as it is now. */
function actionsOn(process: PageProcess, ports: readonly number[]) {
  const pids = [process.pid]
  const { name } = process
  const actions = [
    { title: 'action.terminate', action: { kind: 'signal', signal: 'SIGTERM', pids } },
    { title: 'action.kill', action: { kind: 'signal', signal: 'SIGKILL', pids } },
    { title: 'command.tree', action: { kind: 'tree', signal: 'SIGKILL', pids: treePids(process) } },
    { title: 'command.name', action: { kind: 'name', signal: 'SIGTERM', name } },
    { title: 'command.stop', action: { kind: 'signal', signal: 'SIGSTOP', pids } },
    { title: 'command.continue', action: { kind: 'signal', signal: 'SIGCONT', pids } },
    { title: 'command.nice', action: { kind: 'priority', nice: 10, pids } },
    { title: 'command.find', action: { kind: 'find', name } },
    { title: 'command.show', action: { kind: 'show', pids } },
  ] as const
  const onPorts = ports.map(
    (port) => ({ title: 'command.port', action: { kind: 'port', signal: 'SIGTERM', port } }) as const,
  )
  return [...actions, ...onPorts]
}

/** @returns the pids of the process and its descendants now, itself first */
function treePids(process: PageProcess): readonly number[] {
  const { rows } = processes.getState()
  const all = [process]
  for (const each of all) all.push(...childrenOf(each, rows).filter((child) => !all.includes(child)))
  return all.map(({ pid }) => pid)
}

/** Commands of one system, each to be copied. */
export function CommandList({
  actions,
  system,
}: {
  readonly actions: readonly NamedAction[]
  readonly system: CommandSystem
}) {
  const text = useText()
  return (
    <dl className="commands">
      {actions.map(({ title, action }) => {
        const commands = commandsFor(action, system)
        return (
          <div key={`${title} ${action.kind === 'port' ? action.port : ''}`}>
            <dt>{title}</dt>
            {commands.length === 0 && <dd className="quiet">{text('command.none')}</dd>}
            {commands.map((command) => (
              <dd key={command}>
                <code>{displayText(command)}</code>
                <CopyButton words={command} label={command} />
              </dd>
            ))}
          </div>
        )
      })}
    </dl>
  )
}
