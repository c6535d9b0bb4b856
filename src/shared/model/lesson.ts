import type { LessonParameter, Locale, LocalText } from '../contract/lab.ts'
import type { LabMark, ProcessState } from '../contract/process.ts'
import type { CheckOutcome, TraceEvent } from '../contract/trace.ts'

export type Platform = 'linux' | 'darwin' | 'win32'

/** One look at a process of the run, through the process table of the manager. `t`: microseconds of the run. */
export interface Observation {
  readonly t: number
  readonly pid: number
  /** `gone`: the OS has no entry of this identity any more. */
  readonly state: ProcessState | 'gone'
  readonly ppid?: number
  readonly rssBytes?: number
}

/** All that was measured of a run. */
export interface RunRecord {
  readonly events: readonly TraceEvent[]
  readonly observations: readonly Observation[]
}

export interface Judgement {
  readonly outcome: CheckOutcome
  /** Words and numbers for a person. */
  readonly evidence: string
}

export interface LessonCheck {
  readonly id: string
  readonly title: LocalText
  /** Pure: the same record gives the same judgement. */
  judge(record: RunRecord, locale: Locale): Judgement
}

/** Something done to the run from outside, once, when a process of it is first seen in a state. */
export interface Probe {
  readonly when: { readonly role: LabMark['role']; readonly state: ProcessState }
  readonly signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'
}

/** The label of the mark that tells that a probe's signal was sent; its value is the signal. */
export const probeLabel = 'probe-sent'

export interface Lesson {
  readonly id: string
  readonly chapter: number
  readonly title: LocalText
  readonly summary: LocalText
  /** Items of the tutorial's catalogue. */
  readonly covers: readonly string[]
  readonly platforms: readonly Platform[]
  /** Why it cannot run on the other platforms. */
  readonly unavailable: Readonly<Partial<Record<Platform, LocalText>>>
  readonly parameters: readonly LessonParameter[]
  readonly probes: readonly Probe[]
  readonly checks: readonly LessonCheck[]
}
