import type { Locale } from '../../../shared/contract/lab.ts'
import { inconclusive, marksOf, passedIf, sayIn } from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

interface Told {
  /** Of one CPU, percent. */
  readonly shares: readonly number[]
  /** How long both were on a CPU in the same moment, and how long at least one. */
  readonly bothMs: number
  readonly anyMs: number
  /** How many times each got a CPU. */
  readonly stretches: readonly number[]
}

export function roundOf(record: RunRecord, label: 'one-cpu' | 'two-cpus'): Told | undefined {
  const value = marksOf(record, label)[0]?.value
  return typeof value === 'object' && value !== null && 'bothMs' in value ? (value as unknown as Told) : undefined
}

/** @returns how much of their time on a CPU both were on one at once, percent */
export function bothPercent({ bothMs, anyMs }: Told): number {
  return anyMs === 0 ? 0 : (100 * bothMs) / anyMs
}

/** Who takes turns computes at once for less than this: clocks read in loops are inexact. */
const inTurnPercent = 0.5
/** Who computes at once does so for at least this: more than inexact clocks could pretend. */
const atOncePercent = 2
/** Of two of whom one got less of a CPU than this, one hardly ran at all: when, says nothing. */
const hardlyPercent = 10

function look(
  record: RunRecord,
  locale: Locale,
  label: 'one-cpu' | 'two-cpus',
  holds: (round: Told) => boolean,
): Judgement {
  const say = sayIn(locale)
  const round = roundOf(record, label)
  if (round === undefined) return passedIf(false, say('The jobs did not finish.', '作业没有完成。'))
  const { bothMs, anyMs, shares, stretches } = round
  const evidence = say(
    `They had ${shares.join(' % and ') || '–'} % of a CPU, in ${stretches.join(' and ') || '–'} stretches; at least one computed for ${anyMs} ms, both in the same moment for ${bothMs} ms (${bothPercent(round).toFixed(1)} %).`,
    `两者分别得到一个 CPU 的 ${shares.join(' % 和 ') || '–'} %，各分 ${stretches.join('、') || '–'} 段；至少一个在计算的时间为 ${anyMs} 毫秒，两者在同一瞬间计算的时间为 ${bothMs} 毫秒（${bothPercent(round).toFixed(1)} %）。`,
  )
  return passedIf(holds(round), evidence)
}

export const parallelChecks: readonly LessonCheck[] = [
  {
    id: 'one-cpu-takes-turns',
    sabotage: { apartFromStart: 1 },
    title: { en: 'On one CPU they take turns: never both at once', 'zh-CN': '在一个 CPU 上轮流运行，从不同时' },
    shows: (record) => marksOf(record, 'one-cpu')[0],
    judge: (record, locale) =>
      look(record, locale, 'one-cpu', (round) => bothPercent(round) < inTurnPercent && Math.min(...round.shares) > 0),
  },
  {
    id: 'two-cpus-at-once',
    sabotage: { apartPercent: 0 },
    title: { en: 'On two CPUs both compute in the same moment', 'zh-CN': '在两个 CPU 上，两者在同一瞬间计算' },
    shows: (record) => marksOf(record, 'two-cpus')[0],
    judge(record, locale) {
      if (marksOf(record, 'allowed-cpus')[0]?.value === 1) {
        return inconclusive(
          sayIn(locale)('That takes two CPUs; this program may use one.', '这需要两个 CPU，而本程序只能使用一个。'),
        )
      }
      const judged = look(record, locale, 'two-cpus', (round) => bothPercent(round) >= atOncePercent)
      const round = roundOf(record, 'two-cpus')
      if (judged.outcome === 'passed' || round === undefined) return judged
      // More than taking turns shows, less than two free CPUs do; or next to nothing: others had them.
      const hardlyRan = Math.min(...round.shares) < hardlyPercent
      if (!hardlyRan && bothPercent(round) < inTurnPercent) return judged
      return inconclusive(
        `${sayIn(locale)('Others had the CPUs, too busy to tell.', 'CPU 被其他进程占用，太忙，无法判断。')} ${judged.evidence}`,
      )
    },
  },
]
