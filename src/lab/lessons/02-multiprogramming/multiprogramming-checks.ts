import type { Locale } from '../../../shared/contract/lab.ts'
import { inconclusive, marksOf, passedIf, sayIn } from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

interface Told {
  readonly ownMs: number
  readonly elapsedMs: number
  readonly cpuMs: number
  readonly switches: readonly { readonly voluntary: number; readonly involuntary: number }[]
}

/** What the program told of one of its rounds. */
function told(record: RunRecord, label: string): Told | undefined {
  const value = marksOf(record, label)[0]?.value
  return typeof value === 'object' && value !== null && 'ownMs' in value ? (value as unknown as Told) : undefined
}

/** @returns how long the jobs took together, in percent of one after another */
export function togetherPercent(record: RunRecord): number | undefined {
  const [serial, together] = [told(record, 'one-after-another'), told(record, 'together')]
  return serial && together && Math.round((100 * together.ownMs) / serial.ownMs)
}

/** Who only takes turns needs at least this much of the time of one after another, percent. */
const noFasterPercent = 95

/** Whether other programs had the CPU for so long that what is left of a round, without their time, is inexact. */
function isCrowded({ ownMs, elapsedMs }: Told): boolean {
  return elapsedMs > 1.5 * ownMs
}

function unfinished(locale: Locale): Judgement {
  return passedIf(false, sayIn(locale)('The jobs did not finish their rounds.', '作业没有完成各轮工作。'))
}

const list = (numbers: readonly number[]): string => numbers.join(', ') || '–'

export const multiprogrammingChecks: readonly LessonCheck[] = [
  {
    id: 'together-is-faster',
    sabotage: { noWaits: 1 },
    title: { en: 'Together they take clearly less than one after another', 'zh-CN': '一起运行明显快于逐个运行' },
    shows: (record) => marksOf(record, 'together')[0],
    judge(record, locale) {
      const [serial, together] = [told(record, 'one-after-another'), told(record, 'together')]
      if (serial === undefined || together === undefined) return unfinished(locale)
      const busy = (round: Told): number => Math.round((100 * round.cpuMs) / round.ownMs)
      const evidence = sayIn(locale)(
        `One after another: ${serial.ownMs} ms, the CPU ${busy(serial)} % used. Together: ${together.ownMs} ms, ${busy(together)} % used; that is ${togetherPercent(record)} %.`,
        `逐个运行：${serial.ownMs} 毫秒，CPU 利用率 ${busy(serial)} %。一起运行：${together.ownMs} 毫秒，利用率 ${busy(together)} %；时间是前者的 ${togetherPercent(record)} %。`,
      )
      const isFaster = together.ownMs < serial.ownMs * 0.8
      const crowded = isCrowded(serial) || isCrowded(together)
      if (!isFaster && crowded && (togetherPercent(record) ?? 100) < noFasterPercent) {
        return inconclusive(
          `${sayIn(locale)('Others had the CPUs, too busy to tell.', 'CPU 被其他进程占用，太忙，无法判断。')} ${evidence}`,
        )
      }
      return passedIf(isFaster, evidence)
    },
  },
  {
    id: 'waiting-gives-up-the-cpu',
    sabotage: { noWaits: 1 },
    title: { en: 'A job that waits gives its CPU up by itself', 'zh-CN': '等待的作业主动让出 CPU' },
    shows: (record) => marksOf(record, 'together')[0],
    judge(record, locale) {
      const together = told(record, 'together')
      if (together === undefined) return unfinished(locale)
      const waits = record.parameters['bursts'] ?? 0
      const voluntary = together.switches.map((each) => each.voluntary)
      const evidence = sayIn(locale)(
        `Each job computed ${waits} times; voluntary switches: ${list(voluntary)}.`,
        `每个作业计算 ${waits} 次；主动切换次数：${list(voluntary)}。`,
      )
      return passedIf(
        voluntary.every((count) => count >= waits),
        evidence,
      )
    },
  },
  {
    id: 'hogs-are-preempted',
    sabotage: { hogsWait: 1 },
    title: { en: 'From a job that never waits the CPU is taken away', 'zh-CN': '从不等待的作业会被夺走 CPU' },
    shows: (record) => marksOf(record, 'without-waits')[0],
    judge(record, locale) {
      const hogs = told(record, 'without-waits')
      if (hogs === undefined) return unfinished(locale)
      const bursts = record.parameters['bursts'] ?? 0
      const voluntary = hogs.switches.map((each) => each.voluntary)
      const involuntary = hogs.switches.map((each) => each.involuntary)
      const evidence = sayIn(locale)(
        `Without waits: the CPU was taken away ${list(involuntary)} times, given up ${list(voluntary)} times.`,
        `没有等待时：被动切换 ${list(involuntary)} 次，主动切换 ${list(voluntary)} 次。`,
      )
      // A few are the runtime's own: it waits for its helper threads now and then.
      const holds = voluntary.every((count) => count < bursts * 0.75) && involuntary.every((count) => count >= 3)
      return passedIf(holds, evidence)
    },
  },
]
