import type { Locale } from '../contract/lab.ts'
import type { ProcessState } from '../contract/process.ts'
import type { TraceEvent } from '../contract/trace.ts'
import type { Judgement, Observation, RunRecord } from './lesson.ts'

// What the checks of many lessons look for in a record: all pure.

type Of<K extends TraceEvent['kind']> = Extract<TraceEvent, { kind: K }>

/** @returns the events of one kind, in the order of their times */
export function eventsOf<K extends TraceEvent['kind']>(record: RunRecord, kind: K): readonly Of<K>[] {
  return record.events.filter((event): event is Of<K> => event.kind === kind)
}

/** @returns the pid of the main process; 0 when it never started */
export function mainOf(record: RunRecord): number {
  return eventsOf(record, 'process-started').find(({ role }) => role === 'main')?.pid ?? 0
}

/** @returns the children of the run, grandchildren too, in the order in which they were started */
export function childrenOf(record: RunRecord): readonly Of<'process-started'>[] {
  const children = eventsOf(record, 'process-started').filter(({ role }) => role === 'child')
  // On a busy machine the observer may find a child before its parent has announced it: the parent knows its name.
  return children.filter(
    ({ pid, startKey }, index) =>
      !children.slice(index + 1).some((later) => later.pid === pid && later.startKey === startKey),
  )
}

/** @returns the process of that name */
export function processNamed(record: RunRecord, name: string): Of<'process-started'> | undefined {
  return eventsOf(record, 'process-started').find((event) => event.name === name)
}

/** @returns when the process was started, microseconds */
export function startOf(record: RunRecord, pid: number): number | undefined {
  return eventsOf(record, 'process-started').find((event) => event.pid === pid)?.t
}

/** @returns how the process ended, and when */
export function exitOf(record: RunRecord, pid: number): Of<'process-exited'> | undefined {
  return eventsOf(record, 'process-exited').find((event) => event.pid === pid)
}

/** @returns whether the main process has come to its end: what is counted over the whole run can be told then */
export function isOver(record: RunRecord): boolean {
  return exitOf(record, mainOf(record)) !== undefined
}

/** @returns the lines that were written, of one process or of all */
export function linesOf(record: RunRecord, pid?: number, stream?: 'stdout' | 'stderr'): readonly Of<'output'>[] {
  return eventsOf(record, 'output').filter(
    (line) => (pid === undefined || line.pid === pid) && (stream === undefined || line.stream === stream),
  )
}

/** @returns the marks that the program itself put on the timeline */
export function marksOf(record: RunRecord, label: string, pid?: number): readonly Of<'mark'>[] {
  return eventsOf(record, 'mark').filter((mark) => mark.label === label && (pid === undefined || mark.pid === pid))
}

/** @returns the numbers that the program put on the timeline under that label */
export function markedNumbers(record: RunRecord, label: string, pid?: number): readonly number[] {
  return marksOf(record, label, pid).flatMap(({ value }) => (typeof value === 'number' ? [value] : []))
}

/** @returns the first of them */
export function markedNumber(record: RunRecord, label: string, pid?: number): number | undefined {
  return markedNumbers(record, label, pid)[0]
}

/** @returns what a mark holds as text: text as it is, anything else as JSON; empty for nothing */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value)
}

/** @returns the texts that the program put on the timeline under that label */
export function markedTexts(record: RunRecord, label: string, pid?: number): readonly string[] {
  return marksOf(record, label, pid).map(({ value }) => textOf(value))
}

/** @returns the looks at one process, alive or dead */
export function looksAt(record: RunRecord, pid: number): readonly Observation[] {
  return record.observations.filter((each) => each.pid === pid)
}

/** @returns the looks at a process that were begun after that time (microseconds): one under way may show what was before */
export function looksBegunAfter(record: RunRecord, pid: number, time: number): readonly Observation[] {
  return looksAt(record, pid).filter(({ t, begunAt = t }) => begunAt > time)
}

/** @returns the looks that found the process alive; a zombie is not */
export function livingLooks(record: RunRecord, pid: number): readonly Observation[] {
  return looksAt(record, pid).filter(({ state }) => state !== 'gone' && state !== 'zombie' && state !== 'dead')
}

/** @returns when the OS was last seen to have the process (microseconds); zombies do not count as alive */
export function lastAlive(record: RunRecord, pid: number): number | undefined {
  return livingLooks(record, pid).at(-1)?.t
}

/** @returns when the OS no longer had the process, or had only its zombie */
export function firstEnded(record: RunRecord, pid: number): number | undefined {
  return looksAt(record, pid).find(({ state }) => state === 'gone' || state === 'zombie' || state === 'dead')?.t
}

/** The run is looked at every 20 ms; with longer gaps between the looks the machine had no time for anybody. */
const busyUs = 60_000

/** @returns the longest time between two looks, milliseconds, when it says that the machine was too busy to tell times */
export function tooBusyMs({ observations }: RunRecord): number | undefined {
  const gaps = observations.slice(1).map(({ t }, index) => t - (observations[index]?.t ?? t))
  const longest = gaps.reduce((most, gap) => Math.max(most, gap), 0)
  return longest > busyUs ? Math.round(longest / 1000) : undefined
}

/** @returns the states in which the process was seen */
export function statesOf(record: RunRecord, pid: number): ReadonlySet<ProcessState | 'gone'> {
  return new Set(looksAt(record, pid).map(({ state }) => state))
}

/** @returns how many processes had that lock at once, at most, by the broker's trace */
export function mostHolders(record: RunRecord, lock?: string): number {
  let holders = 0
  let most = 0
  for (const event of eventsOf(record, 'lock')) {
    if (lock !== undefined && event.lock !== lock) continue
    if (event.action === 'acquire') most = Math.max(most, (holders += 1))
    if (event.action === 'release') holders -= 1
  }
  return most
}

/** @returns a time in the words of evidence: seconds with two decimals */
export function seconds(microseconds: number): string {
  return (microseconds / 1_000_000).toFixed(2)
}

/** @returns picks the sentence of the language */
export function sayIn(locale: Locale): (en: string, zh: string) => string {
  return (en, zh) => (locale === 'en' ? en : zh)
}

/** @returns a value as evidence shows it; – for one that was not measured */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function passedIf(holds: boolean, evidence: string): Judgement {
  return { outcome: holds ? 'passed' : 'failed', evidence }
}

/**
 * @param late something came late; not at all, or for another reason, is `passedIf(false, …)`
 * @returns inconclusive when the machine was too busy to hold the delay against what was measured; failed otherwise
 */
export function lateUnlessBusy(record: RunRecord, locale: Locale, late: string): Judgement {
  const gap = tooBusyMs(record)
  if (gap === undefined) return passedIf(false, late)
  const reason = sayIn(locale)(
    `This machine was too busy to tell: for ${gap} ms nobody could look. ${late}`,
    `这台机器太忙，无法判断：有 ${gap} 毫秒谁也没能去看。${late}`,
  )
  return inconclusive(reason)
}

/** @param reason what was missing: too few CPUs, no broker, no process to look at */
export function inconclusive(reason: string): Judgement {
  return { outcome: 'inconclusive', evidence: reason }
}
