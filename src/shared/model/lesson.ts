import type {
  LessonAction,
  LessonParameter,
  LessonQuestion,
  LessonVariant,
  Locale,
  LocalText,
} from '../contract/lab.ts'
import type { LabMark, ProcessState } from '../contract/process.ts'
import type { CheckOutcome, TraceEvent } from '../contract/trace.ts'

export type Platform = 'linux' | 'darwin' | 'win32'

/** One look at a process of the run, through the process table of the manager. `t`: microseconds of the run. */
export interface Observation {
  readonly t: number
  /** When that look began, microseconds: what it shows was so between this and `t`. Absent: at `t`. */
  readonly begunAt?: number
  readonly pid: number
  /** `gone`: the OS has no entry of this identity any more. */
  readonly state: ProcessState | 'gone'
  readonly ppid?: number
  readonly rssBytes?: number
  /** CPU time so far, in user and in kernel code. Milliseconds. */
  readonly userMs?: number
  readonly systemMs?: number
  readonly processGroup?: number
  readonly session?: number
  readonly terminal?: string
  readonly threads?: number
  readonly executable?: string
  /** The CPU it ran on last. */
  readonly lastCpu?: number
  /** How often it gave up its CPU to wait, and how often it was taken away (main thread). */
  readonly voluntarySwitches?: number
  readonly involuntarySwitches?: number
  /** The kernel function in which it waits. */
  readonly waitChannel?: string
}

/** All that was measured of a run. */
export interface RunRecord {
  readonly events: readonly TraceEvent[]
  readonly observations: readonly Observation[]
  /** Logical CPUs of the machine. */
  readonly cpus: number
  readonly parameters: Readonly<Record<string, number>>
}

export interface Judgement {
  readonly outcome: CheckOutcome
  /** Words and numbers for a person. */
  readonly evidence: string
}

/** When something happened, microseconds of the run, and to whom. */
export interface Moment {
  readonly t: number
  readonly pid: number
}

export interface LessonCheck {
  readonly id: string
  readonly title: LocalText
  /** Parameters of a run in which this very check fails: without one nobody knows that it can. */
  readonly sabotage: Readonly<Record<string, number>>
  /** In which runs it is judged; absent: in all. */
  readonly applies?: (parameters: Readonly<Record<string, number>>) => boolean
  /** Pure: the same record gives the same judgement. */
  judge(record: RunRecord, locale: Locale): Judgement
  /** Pure: the moment that the evidence speaks of, where "show me" leads; undefined when the run never came so far. */
  shows(record: RunRecord): Moment | undefined
}

/** A question with its answer; options to be ordered are in the order in which they mostly come: none is offered so. */
export interface Question extends LessonQuestion {
  /** What was measured, in the form of a prediction; undefined when the run did not show it. */
  readonly measure: (record: RunRecord) => string | string[] | number | undefined
  /** How far off a number may be to count as right; a tenth of the measured without one. */
  readonly tolerance?: number
}

/** Something done to the run from outside, once, when a process of it is first seen in a state. */
export interface Probe {
  readonly when: { readonly role: LabMark['role']; readonly state: ProcessState }
  readonly signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'
}

/** The label of the mark that tells that a probe's signal was sent; its value is the signal. */
export const probeLabel = 'probe-sent'
/** The label of the mark that says that a person sent a signal. */
export const signalLabel = 'signal-sent'

/** What a lesson needs and the product does not bring. Without it the lesson's checks are inconclusive. */
export interface Service {
  readonly name: string
  /** What a run is given its address by, as text. */
  readonly parameter: string
  /** The setting that holds its address; empty: none. */
  readonly setting: 'amqpUrl'
  /** The environment variable that outranks the setting, and the address without either. */
  readonly variable: string
  readonly url: string
  /** How to start one. */
  readonly start: LocalText
}

export interface Lesson {
  readonly id: string
  readonly chapter: number
  readonly title: LocalText
  readonly summary: LocalText
  /** Items of the tutorial's catalogue. */
  readonly covers: readonly string[]
  readonly platforms: readonly Platform[]
  /** Why it cannot run on the other platforms, and what they have instead. */
  readonly unavailable: Readonly<Partial<Record<Platform, LocalText>>>
  readonly parameters: readonly LessonParameter[]
  /** Parameters of the shortest run that still shows everything; tests use it. */
  readonly fastest: Readonly<Record<string, number>>
  readonly questions: readonly Question[]
  /** Break it. */
  readonly variants: readonly LessonVariant[]
  readonly actions: readonly LessonAction[]
  readonly probes: readonly Probe[]
  readonly needs?: Service
  readonly checks: readonly LessonCheck[]
}

/** Scales the waits of a lesson: 2 is twice as fast. */
export const speed: LessonParameter = {
  name: 'speed',
  title: { en: 'Speed', 'zh-CN': '速度' },
  unit: '×',
  min: 0.25,
  max: 4,
  step: 0.25,
  default: 1,
}

/** @returns a parameter that is on (1) or off (0) */
export function toggle(name: string, title: LocalText, byDefault = false): LessonParameter {
  return { name, title, min: 0, max: 1, step: 1, default: byDefault ? 1 : 0 }
}
