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
import { canReceive } from '../can-receive.ts'
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

/**
 * For each button the command that does the same: on this system first, on the others below.
 * @param together what the buttons mean while several are marked; otherwise the process alone
 */
export function Commands({ together }: { readonly together: readonly PageProcess[] }) {
  const text = useText()
  return <Fold title={text('details.sameByCommand')}>{together.length > 0 && <CommandsOf together={together} />}</Fold>
}

function CommandsOf({ together }: { readonly together: readonly PageProcess[] }) {
  const text = useText()
  const own = useStore(backend, (state) => state.about?.platform ?? 'linux')
  const ports = usePorts(together)
  const actions = actionsOn(together, ports).map(({ title, action }) => ({ title: text(title), action }))
  return (
    <>
      {together.length > 1 && <p>{text('same.marked', { count: together.length })}</p>}
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

/** Of one process: what several listen on is asked for one by one. */
function usePorts(together: readonly PageProcess[]): readonly number[] {
  const [first = nobody] = together
  const { answer } = useSection(askSockets, first, together.length === 1 && first.fresh !== 'ended', false)
  const ports = answer?.kind === 'told' ? answer.value.items.flatMap(({ port }) => port ?? []) : []
  return [...new Set(ports)]
}

const nobody: PageProcess = { pid: 0, startKey: '-', ppid: 0, name: '', state: 'unknown' }

/** Of the dialog's first suggestion. */
const graceSeconds = 5

/** What can be done to those of the processes to which it does anything; their trees are as they are now. */
function actionsOn(together: readonly PageProcess[], ports: readonly number[]) {
  const able = together.filter(canReceive)
  const pids = able.map(({ pid }) => pid)
  const names = [...new Set(together.map(({ name }) => name))]
  const changes = [
    { title: 'action.terminate', action: { kind: 'signal', signal: 'SIGTERM', pids } },
    { title: 'action.kill', action: { kind: 'signal', signal: 'SIGKILL', pids } },
    {
      title: 'same.grace',
      action: { kind: 'grace', polite: { kind: 'signal', signal: 'SIGTERM', pids }, seconds: graceSeconds },
    },
    {
      title: 'action.killTree',
      action: { kind: 'tree', signal: 'SIGKILL', roots: pids, pids: treePids(able) },
    },
    { title: 'action.suspend', action: { kind: 'signal', signal: 'SIGSTOP', pids } },
    { title: 'action.resume', action: { kind: 'signal', signal: 'SIGCONT', pids } },
    { title: 'same.nice', action: { kind: 'priority', nice: 10, pids } },
    { title: 'same.affinity', action: { kind: 'affinity', cpus: [0], pids } },
  ] as const
  const show = { title: 'same.show', action: { kind: 'show', pids: together.map(({ pid }) => pid) } } as const
  const byName = names.flatMap(
    (name) =>
      [
        { title: 'same.find', action: { kind: 'find', name } },
        ...(able.length === 0
          ? []
          : ([
              { title: 'same.name', action: { kind: 'name', signal: 'SIGTERM', name } },
              { title: 'same.killName', action: { kind: 'name', signal: 'SIGKILL', name } },
            ] as const)),
      ] as const,
  )
  const onPorts = ports.map(
    (port) => ({ title: 'same.port', action: { kind: 'port', signal: 'SIGTERM', port } }) as const,
  )
  // Several names would make a list of their own.
  return [...(able.length === 0 ? [] : changes), show, ...(names.length === 1 ? byName : []), ...onPorts]
}

/** @returns the pids of the processes and their descendants now, those first */
function treePids(roots: readonly PageProcess[]): readonly number[] {
  const { rows } = processes.getState()
  const all = [...roots]
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
            {commands.length === 0 && <dd className="quiet">{text('same.none')}</dd>}
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
