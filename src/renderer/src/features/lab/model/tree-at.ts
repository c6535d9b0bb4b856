import type { ProcessState } from '../../../../../shared/contract/process.ts'
import { indexAt, valueAt } from './history.ts'
import { exitText, isThere, type Lane } from './lane.ts'
import type { RunPicture } from './run-picture.ts'

export interface TreeNode {
  readonly pid: number
  readonly name: string
  /** `outside`: a parent that is no process of the run's program: the supervisor, or whoever adopts. */
  readonly role: Lane['role'] | 'outside'
  readonly state: ProcessState
  /** The OS has its entry at this moment. */
  readonly alive: boolean
  readonly exit: string | undefined
  readonly parent: number | undefined
  /** Whose child it was before it was adopted. */
  readonly originalParent: number | undefined
  /** With whose end it ends: a daemon in the sense of multiprocessing. */
  readonly endsWith: number | undefined
  readonly children: readonly TreeNode[]
}

/** @returns the state of a process at that time */
export function stateAt(lane: Lane, t: number): ProcessState {
  return isThere(lane, t) ? (valueAt(lane.states, t) ?? 'unknown') : 'dead'
}

/** @returns the lanes in the order of their starts, those that had started at that time */
export function lanesAt(picture: RunPicture, t: number): readonly Lane[] {
  return [...picture.lanes.values()].filter(({ startedAt }) => startedAt <= t)
}

/** @returns the run's processes at that time, under their parents of that time; the ended ones stay, dead */
export function treeAt(picture: RunPicture, t: number): readonly TreeNode[] {
  const lanes = lanesAt(picture, t)
  const pids = new Set(lanes.map(({ pid }) => pid))
  const childrenOf = new Map<number, Lane[]>()
  const roots: number[] = []
  for (const lane of lanes) {
    const parent = valueAt(lane.parents, t) ?? lane.parents[0]?.value ?? 0
    const siblings = childrenOf.get(parent)
    if (siblings !== undefined) siblings.push(lane)
    else {
      childrenOf.set(parent, [lane])
      if (!pids.has(parent)) roots.push(parent)
    }
  }
  const seen = new Set<number>()
  const nodeOf = (lane: Lane): TreeNode => {
    seen.add(lane.pid)
    const parent = valueAt(lane.parents, t) ?? lane.parents[0]?.value
    const original = indexAt(lane.parents, t) > 0 ? lane.parents[0]?.value : undefined
    return {
      pid: lane.pid,
      name: lane.name,
      role: lane.role,
      state: stateAt(lane, t),
      alive: isThere(lane, t),
      exit: lane.exit !== undefined && lane.exit.t <= t ? exitText(lane.exit) : undefined,
      parent,
      originalParent: original === parent ? undefined : original,
      endsWith: lane.daemon ? lane.parents[0]?.value : undefined,
      children: below(lane.pid),
    }
  }
  // A pid that was used twice in one run could close a circle.
  const below = (pid: number): TreeNode[] =>
    (childrenOf.get(pid) ?? []).filter((lane) => !seen.has(lane.pid)).map(nodeOf)
  return roots.map((pid) => ({
    pid,
    name: pid === picture.started?.pid ? 'supervisor' : '',
    role: 'outside' as const,
    state: 'unknown' as const,
    alive: true,
    exit: undefined,
    parent: undefined,
    originalParent: undefined,
    endsWith: undefined,
    children: below(pid),
  }))
}
