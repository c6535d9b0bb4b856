import type { Locale, Predictions } from '../../shared/contract/lab.ts'
import type { LabMark, ProcessIdentity } from '../../shared/contract/process.ts'
import type { TraceEvent } from '../../shared/contract/trace.ts'
import type { Lesson } from '../../shared/model/lesson.ts'
import type { ProcessEyes } from './observer.ts'
import type { SupervisorOrder } from './supervisor-messages.ts'

export interface LabRun {
  readonly id: string
  /** The lesson's id, or the program's name. */
  readonly lesson: string
  readonly ended: boolean
  /** @returns how far its clock has come, microseconds */
  readonly clockUs: () => number
  /** Why the program could not be started at all. */
  readonly notStarted: string | undefined
  /** Resolves after the report. */
  readonly finished: Promise<void>
  /** A process of this run, as the OS knows it; undefined for any other, and for the run's supervisor. */
  identityOf(pid: number): ProcessIdentity | undefined
  /** Puts on the timeline that a person sent a signal, now. */
  noteSignal(pid: number, signal: string): void
  /** Every event from the beginning, then live; ends after the report. A program that writes faster than this is read waits. */
  watch(signal: AbortSignal): AsyncGenerator<TraceEvent>
  /** As `watch`, some at a time. */
  watchMany(signal: AbortSignal): AsyncGenerator<readonly TraceEvent[]>
  /** Ends every process of the run; resolves when the OS shows none. */
  stop(): Promise<{ readonly leftBehind: number }>
}

export interface RunOptions {
  readonly id: string
  /** Absent: a program of the learner's own, which nobody judges. */
  readonly lesson?: Lesson
  readonly locale: Locale
  readonly predictions: Predictions
  readonly order: SupervisorOrder
  /** The built supervisor. */
  readonly supervisorFile: string
  readonly eyes: ProcessEyes
  readonly onProcess: (identity: ProcessIdentity, mark: LabMark, daemonOf?: ProcessIdentity) => void
}
