import type { Fact } from '../../shared/contract/facts.ts'
import type { Lack } from '../../shared/contract/lacks.ts'
import type { ProcessState, SourceName } from '../../shared/contract/process.ts'

/** What only grows while a process lives; the table makes rates of it. */
export interface Counters {
  readonly readBytes?: number | undefined
  readonly writeBytes?: number | undefined
  readonly voluntarySwitches?: number | undefined
  readonly involuntarySwitches?: number | undefined
}

/** One process as an operating system tells it, before it is related to others. */
export interface RawProcess {
  readonly pid: number
  readonly startKey: string
  /** Comparable among processes of one source: a parent with a larger one is not the parent. */
  readonly startOrder?: number | undefined
  readonly startedAt?: number | undefined
  readonly ppid: number
  readonly name: string
  readonly state: ProcessState
  readonly command?: string[] | undefined
  readonly commandTruncated?: boolean | undefined
  readonly executable?: string | undefined
  readonly executableDeleted?: boolean | undefined
  readonly user?: string | undefined
  readonly uid?: number | undefined
  readonly cpuTimeMs?: number | undefined
  /** Where the source has no CPU time: its own idea of a percentage. */
  readonly cpuPercent?: number | undefined
  readonly rssBytes?: number | undefined
  readonly threads?: number | undefined
  readonly nice?: number | undefined
  readonly processGroup?: number | undefined
  readonly session?: number | undefined
  readonly terminal?: string | undefined
  readonly kernel?: boolean | undefined
  /** It goes on in other threads than the one that it began with. */
  readonly firstThreadEnded?: boolean | undefined
  // Only while it is asked for.
  readonly counters?: Counters | undefined
  readonly priority?: number | undefined
  readonly lastCpu?: number | undefined
  readonly cgroup?: string | undefined
  readonly unit?: string | undefined
  readonly container?: string | undefined
  readonly descriptors?: number | undefined
  readonly waitChannel?: string | undefined
  readonly windowTitle?: string | undefined
}

/** Reads all processes of the machine. */
export interface ProcessSource {
  readonly name: SourceName
  /** What this source cannot tell. */
  readonly degraded: readonly Lack[]
  /** @param facts what to read besides what is always read, as far as this source can */
  read(facts?: ReadonlySet<Fact>): Promise<readonly RawProcess[]>
  /**
   * Reads single processes, those of which the OS has just told something.
   * @param renewed whose image is new: nothing of the former one is kept
   * @returns what holds each pid now; undefined where nothing does, or it is hidden. Absent where only all can be read
   */
  readSome?(
    pids: Iterable<number>,
    renewed: ReadonlySet<number>,
    facts: ReadonlySet<Fact>,
  ): ReadonlyMap<number, RawProcess | undefined>
  /**
   * Looks for the first time, before anybody needs all: what is read quickly, without command lines, executables, users.
   * Absent where that saves nothing.
   */
  glance?(): readonly RawProcess[]
  /** Reads of those that are not known yet what a glance leaves out; a few at each step, for it takes long. */
  meet?(): Iterable<void>
  /** Nobody looks for a while: gives back descriptors, but remembers what it knows. */
  rest(): void
  /** Gives back everything; it is not read again. */
  close(): void
}

/** One process, looked at by itself. */
export interface Inspection {
  readonly pid: number
  readonly startKey: string
  readonly ppid: number
  readonly state: ProcessState
  readonly name: string
  readonly rssBytes?: number
  /** CPU time so far, in user and in kernel code. Milliseconds. */
  readonly userMs?: number
  readonly systemMs?: number
  readonly processGroup?: number
  readonly session?: number
  readonly terminal?: string
  readonly threads?: number
  readonly executable?: string
  /** The CPU that it ran on last. */
  readonly lastCpu?: number
  /** How often it gave up its CPU to wait, and how often it was taken away (main thread). */
  readonly voluntarySwitches?: number
  readonly involuntarySwitches?: number
  /** The kernel function in which it waits. */
  readonly waitChannel?: string
}

/** What the OS says of itself, as it happens. `monotonicNs`: on the clock of `process.hrtime`. */
export type ProcessHappening =
  | { readonly kind: 'fork'; readonly monotonicNs: bigint; readonly pid: number; readonly parent: number }
  | { readonly kind: 'exec'; readonly monotonicNs: bigint; readonly pid: number }
  /** It has another name, user or session. */
  | { readonly kind: 'altered'; readonly monotonicNs: bigint; readonly pid: number }
  | {
      readonly kind: 'exit'
      readonly monotonicNs: bigint
      readonly pid: number
      readonly exitCode?: number
      readonly exitSignal?: string
    }
  /** Some were lost. */
  | { readonly kind: 'overrun' }

/** What the OS has told and nobody has taken yet. */
export interface EventQueue {
  /** Blocks the calling thread. @returns whether there is something to take; false when time is up */
  wait(timeoutMs: number): boolean
  /** @returns at most so many happenings, the eldest first */
  take(most: number): readonly ProcessHappening[]
  close(): void
}

/** How one operating system tells about processes. */
export interface ProcessPlatform {
  createSource(): ProcessSource
  /** What ps-list tells, in this system's identities. */
  createPortableSource(): ProcessSource
  /** The start stamp of a process in the same form as the source's; undefined when there is none. */
  identify(pid: number): string | undefined | Promise<string | undefined>
  inspect(pid: number): Promise<Inspection | undefined>
  /** The pids of its children now; none where the system cannot tell. */
  children(pid: number): Promise<readonly number[]>
  /** @returns undefined where the system tells nothing by itself */
  openEvents(): EventQueue | undefined
  /** @returns stops; undefined where the system tells nothing by itself */
  watchEvents(listen: (happening: ProcessHappening) => void): (() => void) | undefined
  /** The whole command line; undefined when it cannot be had. */
  commandLine(pid: number): Promise<readonly string[] | undefined>
}
