import {
  inconclusive,
  lateUnlessBusy,
  markedNumber,
  markedNumbers,
  marksOf,
  passedIf,
  sayIn,
} from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

type Round = 'together' | 'each'

/** When each task of a round worked, by its own clock, the earliest first. Milliseconds. */
function workOf(record: RunRecord, round: Round): readonly { readonly from: number; readonly to: number }[] {
  const ends = markedNumbers(record, `${round}-to`).toSorted((a, b) => a - b)
  const begins = markedNumbers(record, `${round}-from`).toSorted((a, b) => a - b)
  return begins.flatMap((from, index) => ({ from, to: ends[index] ?? from }))
}

/** How long all of them were at work together; negative when they were not. Milliseconds. */
const overlapOf = (work: readonly { readonly from: number; readonly to: number }[]): number =>
  work.length === 0 ? 0 : Math.min(...work.map(({ to }) => to)) - Math.max(...work.map(({ from }) => from))

/** What the tasks should take at least and at most. Milliseconds. */
function expected({ parameters }: RunRecord): { longest: number; sum: number } {
  const { first = 0, second = 0, third = 0, speed = 1 } = parameters
  const unit = 500 / speed
  return { longest: Math.max(first, second, third) * unit, sum: (first + second + third) * unit }
}

const inSeconds = (ms: number): string => (ms / 1000).toFixed(2)
/** Timers may fire a little early by another clock. */
const early = 0.98
/** How much more than what is expected is still about as long. */
const about = 1.15

/**
 * What processes cost on this machine at this time, by how long they took to begin: as much may pass between the end of
 * one and the return of its join. Together they cost that once. Milliseconds.
 */
function costOf(record: RunRecord, round: Round, expectation: 'longest' | 'sum'): number {
  const starts = markedNumbers(record, `${round}-start`)
  if (expectation === 'sum') return starts.reduce((all, one) => all + one, 0)
  return overlapOf(workOf(record, round)) > 0 ? Math.max(0, ...starts) : 0
}

/** Whether a round took about as long as one of the two: 15 % more, and what processes cost. */
function timed(round: Round, expectation: 'longest' | 'sum'): LessonCheck['judge'] {
  return (record, locale): Judgement => {
    const elapsed = markedNumber(record, `${round}-elapsed`)
    if (elapsed === undefined) {
      const reason = sayIn(locale)(
        'The last of them was not joined: no time was measured.',
        '最后一个没有 join 完：没有测到时间。',
      )
      return passedIf(false, reason)
    }
    const { longest, sum } = expected(record)
    const cost = costOf(record, round, expectation)
    const [ofLongest, ofSum] = [(elapsed / longest).toFixed(2), (elapsed / sum).toFixed(2)]
    const evidence = sayIn(locale)(
      `It took ${inSeconds(elapsed)} s: ${ofLongest} times the longest (${inSeconds(longest)} s), ${ofSum} times the sum (${inSeconds(sum)} s). Allowed for the processes themselves: ${inSeconds(cost)} s, which is what their start took.`,
      `用时 ${inSeconds(elapsed)} 秒：是最长任务（${inSeconds(longest)} 秒）的 ${ofLongest} 倍，是总和（${inSeconds(sum)} 秒）的 ${ofSum} 倍。另外允许 ${inSeconds(cost)} 秒用于进程本身，即启动它们所用的时间。`,
    )
    const wanted = { longest, sum }[expectation]
    if (elapsed < wanted * early) return passedIf(false, evidence)
    if (elapsed <= wanted * about + cost) return passedIf(true, evidence)
    // Who worked together and yet took long had to wait for a CPU; who did not, took turns.
    const tookTurns = expectation === 'longest' && overlapOf(workOf(record, round)) <= 0
    return tookTurns ? passedIf(false, evidence) : lateUnlessBusy(record, locale, evidence)
  }
}

export const togetherChecks: readonly LessonCheck[] = [
  {
    id: 'together-takes-the-longest',
    sabotage: { swap: 1 },
    title: {
      en: 'Joined after all starts: as long as the longest task',
      'zh-CN': '全部启动后再 join：用时约等于最长的任务',
    },
    shows: (record) => marksOf(record, 'together-elapsed')[0],
    judge: timed('together', 'longest'),
  },
  {
    id: 'each-takes-the-sum',
    sabotage: { swap: 1 },
    title: { en: 'Each joined before the next starts: as long as the sum', 'zh-CN': '逐个启动并 join：用时约等于总和' },
    shows: (record) => marksOf(record, 'each-elapsed')[0],
    judge: timed('each', 'sum'),
  },
  {
    id: 'together-at-once',
    sabotage: { swap: 1 },
    title: { en: 'Started together, all three work at the same time', 'zh-CN': '一起启动时，三个任务同时在工作' },
    shows: (record) => marksOf(record, 'together-from').at(-1),
    judge(record, locale) {
      const work = workOf(record, 'together')
      const overlap = overlapOf(work)
      const evidence = sayIn(locale)(
        `Of ${work.length} tasks, all were at work together for ${inSeconds(Math.max(0, overlap))} s.`,
        `共 ${work.length} 个任务，全部同时在工作的时间为 ${inSeconds(Math.max(0, overlap))} 秒。`,
      )
      return passedIf(work.length === 3 && overlap > 0, evidence)
    },
  },
  {
    id: 'each-one-after-another',
    sabotage: { swap: 1 },
    title: { en: 'Joined each, no two work at the same time', 'zh-CN': '逐个 join 时，没有两个任务同时工作' },
    shows: (record) => marksOf(record, 'each-from')[1],
    judge(record, locale) {
      const work = workOf(record, 'each')
      const gaps = work.slice(1).map(({ from }, index) => from - (work[index]?.to ?? 0))
      const evidence = sayIn(locale)(
        `Between the end of a task and the begin of the next: ${gaps.join(' ms, ') || '–'} ms (negative: they overlap).`,
        `从一个任务结束到下一个开始相隔：${gaps.join(' 毫秒、') || '–'} 毫秒（负数表示重叠）。`,
      )
      return passedIf(work.length === 3 && gaps.every((gap) => gap >= 0), evidence)
    },
  },
  {
    id: 'later-joins-return-at-once',
    sabotage: { swap: 1 },
    title: {
      en: 'After the join of the longest the others return at once',
      'zh-CN': '等到最长的任务之后，其余的 join 立刻返回',
    },
    shows: (record) => marksOf(record, 'together-join').at(-1),
    judge(record, locale) {
      const joins = markedNumbers(record, 'together-join')
      const { first = 0, second = 0, third = 0 } = record.parameters
      const longest = [first, second, third].indexOf(Math.max(first, second, third))
      const waited = joins[longest] ?? 0
      const others = joins.slice(longest + 1)
      const say = sayIn(locale)
      if (longest === 2) return inconclusive(say('The longest is joined last.', '最长的任务排在最后 join。'))
      const evidence = say(
        `The join of the longest took ${waited.toFixed(0)} ms, those after it ${others.map((ms) => ms.toFixed(0)).join(' and ') || '–'} ms.`,
        `对最长任务的 join 用了 ${waited.toFixed(0)} 毫秒，之后的用了 ${others.map((ms) => ms.toFixed(0)).join(' 毫秒和 ') || '–'} 毫秒。`,
      )
      return passedIf(others.length > 0 && others.every((ms) => ms < waited / 4), evidence)
    },
  },
]
