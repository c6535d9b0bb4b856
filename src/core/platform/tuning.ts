import type { Lack } from '../../shared/contract/lacks.ts'

/** What became of a change; `EPERM` and its like are expected answers of the OS, not errors. */
export type TuneOutcome =
  | { readonly kind: 'changed' | 'gone' | 'denied' | 'unsupported' }
  /** More urgent than it is: only administrators may. */
  | { readonly kind: 'raise-priority' }
  | { readonly kind: 'no-such-cpu' }
  | { readonly kind: 'failed'; readonly cause: string }

/** What changing priorities and CPUs needs of an operating system. Pids are greater than 0. */
export interface TuningPlatform {
  /** What this machine lacks and what is done instead. */
  readonly degraded: readonly Lack[]
  /** @returns the niceness; undefined when it cannot be had */
  readNice(pid: number): number | undefined
  /** Of the whole process, all its threads. */
  setNice(pid: number, nice: number): TuneOutcome
  /** Absent where the OS cannot confine a process to CPUs. */
  readonly affinity?: AffinityPlatform | undefined
}

export interface AffinityPlatform {
  /** Those that the machine has, from 0. */
  online(): readonly number[]
  /** Those of them that the process can be given, where something confines it; undefined: all. */
  usable?(pid: number): readonly number[] | undefined
  read(pid: number): readonly number[] | undefined | Promise<readonly number[] | undefined>
  /** Of the whole process, all its threads. */
  set(pid: number, cpus: readonly number[]): TuneOutcome | Promise<TuneOutcome>
}
