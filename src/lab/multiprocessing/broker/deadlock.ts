import type { Client, Wait } from './client.ts'
import type { SharedState } from './shared-state.ts'

export interface Deadlock {
  /** The causes first, then the parents that wait for them. */
  readonly waiting: readonly { readonly pid: number; readonly on: string }[]
  readonly causes: readonly { readonly pid: number; readonly on: string }[]
  /** Who holds what the first of them waits for, if anybody does: dead, or waiting itself. */
  readonly heldBy: number | undefined
}

/**
 * Finds the processes that wait for each other or for the dead: whoever could end their wait waits too, or is dead.
 * A lock can be expected from its holder only, unless that is who waits for it: then it is used as a signal, and like
 * everything else any process that has the object could bring it. Who waits with a time limit goes on by itself.
 * @param maySend whether a process may be busy with something that the broker does not see
 * @returns what can never end; undefined when somebody may still act
 */
export function findDeadlock(
  clients: Iterable<Client>,
  objects: ReadonlyMap<string, SharedState>,
  maySend: (client: Client) => boolean,
): Deadlock | undefined {
  const living = new Map([...clients].filter(({ alive }) => alive).map((client) => [client.pid, client]))
  const onlyWaits = ({ waits }: Client): boolean => waits.size > 0 && ![...waits].some(({ timed }) => timed)
  const stuck = new Set([...living.values()].filter((client) => onlyWaits(client) && !maySend(client)))

  const canEnd = (wait: Wait): boolean => {
    if (wait.child !== undefined) {
      const child = living.get(wait.child)
      return child !== undefined && !stuck.has(child)
    }
    const holder = objects.get(wait.on)?.holder
    if (holder !== undefined && holder !== wait.client.pid) {
      const client = living.get(holder)
      return client !== undefined && !stuck.has(client)
    }
    return [...living.values()].some((client) => !stuck.has(client) && client.objects.has(wait.on))
  }

  // Whoever may be helped may help others: repeated until nothing changes.
  for (let before = -1; before !== stuck.size;) {
    before = stuck.size
    for (const client of stuck) if ([...client.waits].some(canEnd)) stuck.delete(client)
  }
  const waits = [...stuck].flatMap((client) => [...client.waits])
  if (waits.length === 0) return undefined
  // A parent that only waits for its children is stuck too, but it is not the cause.
  const causes = waits.filter((wait) => wait.child === undefined)
  if (causes.length === 0) return undefined
  const named = ({ client, on }: Wait): { pid: number; on: string } => ({ pid: client.pid, on })
  const waiting = [...causes, ...waits.filter((wait) => wait.child !== undefined)]
  return {
    waiting: waiting.map(named),
    causes: causes.map(named),
    heldBy: causes.map(({ on }) => objects.get(on)?.holder).find((holder) => holder !== undefined),
  }
}
