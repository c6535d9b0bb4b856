import { childrenOf, lateUnlessBusy, linesOf, marksOf, passedIf, sayIn } from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'
import { busiest } from '../../../shared/model/moments.ts'
import { mostAtOnce, spansOf, stretchMs } from '../../../shared/model/spans.ts'

/** @returns the numbers in the order in which they were printed */
export const printed = (record: RunRecord): readonly string[] =>
  linesOf(record)
    .map(({ text }) => /^-+>(?<number>\d)$/.exec(text)?.groups?.['number'])
    .filter((number) => number !== undefined)

/** @returns how long each task was told to take, by chance; milliseconds */
export function lengths(record: RunRecord): readonly number[] {
  const unit = 1000 / (record.parameters['speed'] ?? 1)
  return marksOf(record, 'in').map(({ value }) => (typeof value === 'number' ? value * unit : 0))
}

export const tasksOf = (record: RunRecord) => spansOf(record, 'in', 'out')

export const lastChecks: readonly LessonCheck[] = [
  {
    id: 'four-last',
    sabotage: { join: 0 },
    title: { en: '4 is printed last, after 1, 2 and 3 in any order', 'zh-CN': '4 最后打印，1、2、3 的次序任意' },
    shows: (record) => linesOf(record).find(({ text }) => /^-+>4$/.test(text)),
    judge(record, locale) {
      const order = printed(record)
      const evidence = sayIn(locale)(`Printed: ${order.join(', ') || '–'}.`, `打印次序：${order.join('、') || '–'}。`)
      return passedIf(order.length === 4 && new Set(order).size === 4 && order[3] === '4', evidence)
    },
  },
  {
    id: 'as-long-as-the-longest',
    sabotage: { joinEach: 1 },
    title: { en: 'All together take as long as the longest of them', 'zh-CN': '总时间约等于最长的那一个' },
    shows: (record) => marksOf(record, 'out').at(-1),
    judge(record, locale) {
      const each = lengths(record)
      const [longest, sum] = [Math.max(0, ...each), each.reduce((total, ms) => total + ms, 0)]
      const all = stretchMs(tasksOf(record))
      const evidence = sayIn(locale)(
        `The tasks took ${each.join(', ') || '–'} ms by chance: the longest ${longest}, the sum ${sum}. Together they took ${all.toFixed(0)} ms.`,
        `随机得到的时间是 ${each.join('、') || '–'} 毫秒：最长 ${longest}，总和 ${sum}。它们一共用了 ${all.toFixed(0)} 毫秒。`,
      )
      // Halfway between the two answers: a loaded machine adds to the one, nothing takes from the other.
      if (each.length === 3 && all < (longest + sum) / 2) return passedIf(true, evidence)
      // Who ran together and yet took long had to wait for a CPU.
      if (mostAtOnce(tasksOf(record)) < 3) return passedIf(false, evidence)
      return lateUnlessBusy(record, locale, evidence)
    },
  },
  {
    id: 'at-once',
    sabotage: { joinEach: 1 },
    title: { en: 'The three run at the same time', 'zh-CN': '三个任务同时运行' },
    shows: (record) => busiest(tasksOf(record)),
    judge(record, locale) {
      const most = mostAtOnce(tasksOf(record))
      const count = childrenOf(record).length
      const evidence = sayIn(locale)(
        `${count} processes, at most ${most} at work at once.`,
        `${count} 个进程，同时工作的最多 ${most} 个。`,
      )
      return passedIf(most === 3, evidence)
    },
  },
]
