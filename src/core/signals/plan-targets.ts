import type { Process } from '../../shared/contract/process.ts'
import type { ListenedPort, Plan, PlannedTarget, PlanRequest, TargetSpec } from '../../shared/contract/signals.ts'
import type { SignallingPlatform } from '../platform/signalling.ts'
import { refusalOf, type RefusalRules } from './refusals.ts'

/**
 * Finds out whom a request means.
 * @param processes the table now
 * @returns the targets, parents before their descendants, and the specifications that named nobody. Of a target
 *   that would be refused no descendants are listed: they are not signalled either.
 */
export async function planTargets(
  request: PlanRequest,
  processes: readonly Process[],
  platform: SignallingPlatform,
  rules: RefusalRules,
): Promise<Plan> {
  const planned = new Map<number, PlannedTarget>()
  const unmatched: TargetSpec[] = []
  const ports = new Map<number, ListenedPort[]>()
  const children = childrenByParent(processes)
  const strays = straysBySession(processes)
  const below = (row: Process): readonly Process[] => [
    ...(children.get(`${row.pid}@${row.startKey}`) ?? []),
    ...(strays.get(row.pid) ?? []),
  ]
  const visit = (row: Process, depth: number): void => {
    const known = planned.get(row.pid)
    if (known !== undefined && known.depth <= depth) return
    const refusal = refusalOf(row, rules, request.evenCritical)
    planned.set(row.pid, {
      pid: row.pid,
      startKey: row.startKey,
      name: row.name,
      depth,
      descendants: countBelow(row, below),
      ...(row.lab !== undefined && { lab: row.lab }),
      ...platform.partOf?.(row.pid),
      ...(ports.has(row.pid) && { ports: ports.get(row.pid) }),
      ...(row.user !== undefined && { user: row.user }),
      ...(row.state === 'zombie' && { zombie: true }),
      ...(refusal !== undefined && { refusal }),
    })
    if (!request.tree || (refusal !== undefined && depth === 0)) return
    for (const child of children.get(`${row.pid}@${row.startKey}`) ?? []) visit(child, depth + 1)
    for (const orphan of strays.get(row.pid) ?? []) if (!planned.has(orphan.pid)) visit(orphan, depth + 1)
  }
  const meant: Process[] = []
  for (const spec of request.targets) {
    const rows = await matching(spec, processes, platform, ports)
    if (rows.length === 0) unmatched.push(spec)
    meant.push(...rows)
  }
  for (const row of meant) visit(row, 0)
  return { targets: [...planned.values()], unmatched }
}

/** @param ports where each process listens, added to */
async function matching(
  spec: TargetSpec,
  processes: readonly Process[],
  platform: SignallingPlatform,
  ports: Map<number, ListenedPort[]>,
): Promise<readonly Process[]> {
  switch (spec.kind) {
    case 'process':
      return processes.filter(
        ({ pid, startKey }) => pid === spec.pid && (spec.startKey === undefined || spec.startKey === startKey),
      )
    case 'name':
      return processes.filter((row) => row.kernel !== true && isImage(row, spec.name))
    case 'port': {
      const { port } = spec
      const all = await platform.listeningOn(port)
      // Who hears the same number by UDP is often somebody else, or only sends from there.
      const byTcp = all.filter(({ protocol }) => protocol === 'tcp')
      const listeners = byTcp.length > 0 ? byTcp : all
      const pids = new Set(listeners.map(({ pid }) => pid))
      for (const pid of pids) {
        const found = listeners.filter((each) => each.pid === pid).map(({ protocol }) => ({ port, protocol }))
        const others = (ports.get(pid) ?? []).filter((each) => each.port !== port)
        ports.set(pid, [...others, ...found])
      }
      return processes.filter(({ pid }) => pids.has(pid))
    }
  }
}

/** Orphans descend from the leader of their session: one enters a session by birth only (setsid(2)). */
function straysBySession(processes: readonly Process[]): ReadonlyMap<number, readonly Process[]> {
  const strays = new Map<number, Process[]>()
  for (const row of processes) {
    if (row.orphan === undefined || row.session === undefined || row.session === row.pid) continue
    const others = strays.get(row.session)
    if (others === undefined) strays.set(row.session, [row])
    else others.push(row)
  }
  return strays
}

/** @returns how many are below the row: its children, theirs, and so on */
function countBelow(row: Process, below: (row: Process) => readonly Process[]): number {
  const met = new Set<Process>()
  const queue = [row]
  for (let at = 0; at < queue.length; at += 1) {
    const next = queue[at]
    for (const each of next === undefined ? [] : below(next)) {
      if (met.has(each)) continue
      met.add(each)
      queue.push(each)
    }
  }
  return met.size
}

/** The image is the executable file; its name in the table may be cut (15 bytes on Linux) or chosen by the program. */
function isImage(row: Process, image: string): boolean {
  if (row.name === image) return true
  const file = row.executable
    ?.replace(/ \(deleted\)$/, '')
    .split(/[/\\]/)
    .at(-1)
  return file === image
}

function childrenByParent(processes: readonly Process[]): ReadonlyMap<string, readonly Process[]> {
  const children = new Map<string, Process[]>()
  for (const row of processes) {
    if (row.parentStartKey === undefined) continue
    const key = `${row.ppid}@${row.parentStartKey}`
    const siblings = children.get(key)
    if (siblings === undefined) children.set(key, [row])
    else siblings.push(row)
  }
  return children
}
