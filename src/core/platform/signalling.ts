import type { Lack } from '../../shared/contract/lacks.ts'
import type { ListenedPort } from '../../shared/contract/signals.ts'
import type { ProcessState } from '../../shared/contract/process.ts'

export type SendOutcome =
  /** `no-window`: Windows asks windows to close, and the process has none; only a forced end reaches it. */
  | { readonly kind: 'sent' | 'gone' | 'denied' | 'unsupported' | 'no-window' }
  | { readonly kind: 'failed'; readonly cause: string }

/** One process, held so that what is sent reaches it and no successor of its pid, where the OS can promise that. */
export interface ProcessHandle {
  send(signal: string): SendOutcome | Promise<SendOutcome>
  /** Undefined: this handle cannot tell; inspect the process instead. */
  hasEnded(): boolean | undefined
  close(): void
}

export interface Listener {
  readonly pid: number
  /** `udp`: it hears whoever sends to the port, and not only one. */
  readonly protocol: ListenedPort['protocol']
}

export interface ScannedProcess {
  /** 0: it has none, or none that is certain to be its own. */
  readonly ppid: number
  // What follows is absent where the scan does not tell it.
  readonly startKey?: string
  readonly state?: ProcessState
  /** The pid of the session's leader; 0 for none. */
  readonly session?: number
  /** The pid that it names as its parent's, though that is not certain to be its parent. */
  readonly claims?: number
}

/** What signalling needs of an operating system. */
export interface SignallingPlatform {
  /** Identity and signal are one step for the kernel. */
  readonly atomic: boolean
  /** What this machine lacks for signalling. */
  readonly degraded: readonly Lack[]
  /** What it can send besides the signals that Node has names for. */
  readonly signals?: readonly string[]
  /** Undefined: there is no such process. */
  open(pid: number): ProcessHandle | undefined
  /** Who listens on the port, as far as this user may see: each with each protocol once. Not who only sends by UDP. */
  listeningOn(port: number): Promise<readonly Listener[]>
  /** What the process is a part of, where the system has such things: a service, a container. */
  partOf?(pid: number): { readonly unit?: string; readonly container?: string }
  /** Every process with its parent, now and fast. */
  scan(): Promise<ReadonlyMap<number, ScannedProcess>>
  isKernelThread(pid: number): boolean
  /** A process whose end takes the system down. */
  isCritical(name: string): boolean
  /** Forces the end of a tree where the OS does that itself; elsewhere it is frozen and signalled process by process. */
  readonly endTree?: (pid: number) => Promise<SendOutcome>
}
