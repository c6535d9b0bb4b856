import type { Locale } from '../../../shared/contract/lab.ts'
import { inconclusive, marksOf, passedIf, sayIn } from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

interface Told {
  readonly bothMs: number
  readonly anyMs: number
  readonly elapsedMs: number
}

function roundOf(record: RunRecord, label: string): Told | undefined {
  const value = marksOf(record, label)[0]?.value
  return typeof value === 'object' && value !== null && 'bothMs' in value ? (value as unknown as Told) : undefined
}

/** @returns how much of their computing time both computed at once, percent */
export function bothPercent(record: RunRecord, label: string): number | undefined {
  const round = roundOf(record, label)
  return round && round.anyMs > 0 ? (100 * round.bothMs) / round.anyMs : undefined
}

/** Who takes turns computes at once for less than this: clocks read in loops are inexact. */
const inTurnPercent = 0.5
/** Who computes at once does so for at least this: more than inexact clocks could pretend. */
const atOncePercent = 2

const nothing = (locale: Locale): string => sayIn(locale)('Nothing was computed.', '没有进行计算。')

function look(record: RunRecord, locale: Locale, label: string, holds: (percent: number) => boolean): Judgement {
  const say = sayIn(locale)
  const [round, percent] = [roundOf(record, label), bothPercent(record, label)]
  if (round === undefined || percent === undefined) return inconclusive(nothing(locale))
  const evidence = say(
    `At least one computed for ${round.anyMs} ms, both in the same moment for ${round.bothMs} ms (${percent.toFixed(1)} %).`,
    `至少一个在计算的时间为 ${round.anyMs} 毫秒，两者在同一瞬间计算的时间为 ${round.bothMs} 毫秒（${percent.toFixed(1)} %）。`,
  )
  return passedIf(holds(percent), evidence)
}

function atOnce(record: RunRecord, locale: Locale, label: string): Judgement {
  if (marksOf(record, 'allowed-cpus')[0]?.value === 1) {
    const say = sayIn(locale)
    return inconclusive(say('That takes two CPUs; this program may use one.', '这需要两个 CPU，而本程序只能使用一个。'))
  }
  // Computing at once is what was to be seen, and was not.
  if (bothPercent(record, label) === undefined) return passedIf(false, nothing(locale))
  const judged = look(record, locale, label, (percent) => percent >= atOncePercent)
  // More than taking turns shows, less than two free CPUs do: others had them.
  if (judged.outcome === 'passed' || (bothPercent(record, label) ?? 0) < inTurnPercent) return judged
  return inconclusive(
    `${sayIn(locale)('Others had the CPUs, too busy to tell.', 'CPU 被其他进程占用，太忙，无法判断。')} ${judged.evidence}`,
  )
}

export const threadsChecks: readonly LessonCheck[] = [
  {
    id: 'one-loop-takes-turns',
    sabotage: { loopAsThreads: 1 },
    title: { en: 'Two tasks of one event loop never compute at once', 'zh-CN': '一个事件循环里的两个任务从不同时计算' },
    shows: (record) => marksOf(record, 'computing-in-one-loop')[0],
    judge: (record, locale) => look(record, locale, 'computing-in-one-loop', (percent) => percent < inTurnPercent),
  },
  {
    id: 'threads-at-once',
    sabotage: { onlyWaits: 1 },
    title: { en: "Node's worker threads compute at once", 'zh-CN': 'Node 的工作线程同时计算' },
    shows: (record) => marksOf(record, 'computing-in-threads')[0],
    judge: (record, locale) => atOnce(record, locale, 'computing-in-threads'),
  },
  {
    id: 'processes-at-once',
    sabotage: { onlyWaits: 1 },
    title: { en: 'Processes compute at once', 'zh-CN': '进程同时计算' },
    shows: (record) => marksOf(record, 'computing-in-processes')[0],
    judge: (record, locale) => atOnce(record, locale, 'computing-in-processes'),
  },
  {
    id: 'waits-need-no-cores',
    sabotage: { onlyComputes: 1 },
    title: {
      en: 'Waits overlap in one thread as well as in two processes',
      'zh-CN': '等待在一个线程里和在两个进程里一样可以重叠',
    },
    shows: (record) => marksOf(record, 'waiting-in-processes')[0],
    judge(record, locale) {
      const say = sayIn(locale)
      const [loop, processes] = [roundOf(record, 'waiting-in-one-loop'), roundOf(record, 'waiting-in-processes')]
      if (loop === undefined || processes === undefined) {
        return passedIf(false, say('There was no waiting.', '没有出现等待。'))
      }
      const oneMs = Math.round(1400 / (record.parameters['speed'] ?? 1))
      const evidence = say(
        `Two waits of ${oneMs} ms took ${loop.elapsedMs} ms in one event loop, ${processes.elapsedMs} ms in two processes; the CPU computed for ${loop.anyMs} and ${processes.anyMs} ms meanwhile.`,
        `两次各 ${oneMs} 毫秒的等待，在一个事件循环里用了 ${loop.elapsedMs} 毫秒，在两个进程里用了 ${processes.elapsedMs} 毫秒；其间 CPU 分别计算了 ${loop.anyMs} 和 ${processes.anyMs} 毫秒。`,
      )
      const idle = loop.anyMs === 0 && processes.anyMs === 0
      return passedIf(idle && Math.max(loop.elapsedMs, processes.elapsedMs) < oneMs * 1.75, evidence)
    },
  },
]
