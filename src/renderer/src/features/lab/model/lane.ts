import type { ProcessState } from '../../../../../shared/contract/process.ts'
import type { Since } from './history.ts'

/** What a process was busy with beside its OS state. */
export type BarKind = 'waits-lock' | 'holds-lock' | 'blocked-put' | 'blocked-get' | 'joining'

export interface Bar {
  readonly kind: BarKind
  /** The lock or queue, also one that is joined, or `pid N` of the child that is. */
  readonly on: string
  readonly from: number
  /** Absent: it has not ended. */
  to?: number
}

export type PointKind = 'start' | 'exit' | 'output' | 'signal' | 'mark' | 'reparented' | 'deadlock' | 'refused'

/** Something that happened at one moment. */
export interface Point {
  readonly kind: PointKind
  readonly t: number
  readonly text: string
}

export interface Exit {
  readonly t: number
  readonly exitCode?: number
  readonly exitSignal?: string
}

/** All that the trace tells of one process. */
export interface Lane {
  readonly pid: number
  /** Lanes are numbered in the order of their starts. */
  readonly index: number
  name: string
  readonly role: 'supervisor' | 'main' | 'child'
  daemon: boolean
  /** Started by Forkscope's library, which tells of its output too; another program's children are only found. */
  isOurs: boolean
  readonly startedAt: number
  readonly parents: Since<number>[]
  readonly states: Since<ProcessState>[]
  readonly bars: Bar[]
  readonly points: Point[]
  exit: Exit | undefined
  /** When the OS had no entry of it any more. */
  goneAt: number | undefined
}

/** @returns how a process ended, in a few signs: `0`, `SIGKILL`; empty when nobody could know */
export function exitText(exit: Exit): string {
  return exit.exitSignal ?? (exit.exitCode === undefined ? '' : String(exit.exitCode))
}

/** @returns when the OS had no entry of it any more: as seen, or as its end without a zombie tells */
export function endOf(lane: Lane): number | undefined {
  if (lane.goneAt !== undefined || lane.exit === undefined) return lane.goneAt
  const last = lane.states.at(-1)
  return last?.value === 'zombie' ? undefined : Math.max(lane.exit.t, last?.t ?? 0)
}

/** @returns whether the OS has an entry of it at that time */
export function isThere(lane: Lane, t: number): boolean {
  const end = endOf(lane)
  return t >= lane.startedAt && (end === undefined || t < end)
}

/** @returns whether it has ended at that time, its zombie too: it gives nothing back any more */
export function hasEnded(lane: Lane | undefined, t: number): boolean {
  return lane !== undefined && (!isThere(lane, t) || (lane.exit !== undefined && lane.exit.t <= t))
}

/** Keeps them in the order of their times: events of different processes may arrive a little late. */
export function addInTime<T extends { readonly t: number }>(them: T[], one: T): void {
  let at = them.length
  while (at > 0 && (them[at - 1]?.t ?? 0) > one.t) at -= 1
  them.splice(at, 0, one)
}
