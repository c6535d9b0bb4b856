import { linesOf, marksOf, passedIf, sayIn } from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'
import { busiest } from '../../../shared/model/moments.ts'
import { mostAtOnce, spansOf, stretchMs, told } from '../../../shared/model/spans.ts'

/** @returns the numbers in the order in which they were printed */
export const printed = (record: RunRecord): readonly string[] =>
  linesOf(record)
    .map(({ text }) => /^-+>(?<number>\d)$/.exec(text)?.groups?.['number'])
    .filter((number) => number !== undefined)

/** @returns how long each task was told to take; milliseconds */
export function lengths(record: RunRecord): readonly number[] {
  const unit = 1000 / (record.parameters['speed'] ?? 1)
  return marksOf(record, 'in').map(({ value }) => (typeof value === 'number' ? value * unit : 0))
}

export const tasksOf = (record: RunRecord) => spansOf(record, 'in', 'out')

export const orderChecks: readonly LessonCheck[] = [
  {
    id: 'in-order',
    sabotage: { together: 1, chance: 0 },
    title: { en: '1, 2, 3, 4 are printed in this order', 'zh-CN': '按 1、2、3、4 的次序打印' },
    shows: (record) => linesOf(record).findLast(({ text }) => /^-+>\d$/.test(text)),
    judge(record, locale) {
      const order = printed(record)
      const evidence = sayIn(locale)(`Printed: ${order.join(', ') || '–'}.`, `打印次序：${order.join('、') || '–'}。`)
      return passedIf(order.join('') === '1234', evidence)
    },
  },
  {
    id: 'one-at-a-time',
    sabotage: { together: 1 },
    title: { en: 'There is never more than one at work', 'zh-CN': '任何时刻最多只有一个在工作' },
    shows: (record) => busiest(tasksOf(record)),
    judge(record, locale) {
      const spans = tasksOf(record)
      const most = mostAtOnce(spans)
      const evidence = sayIn(locale)(
        `${spans.length} tasks, at most ${most} at work at once.`,
        `${spans.length} 个任务，同时工作的最多 ${most} 个。`,
      )
      return passedIf(spans.length === 3 && most === 1, evidence)
    },
  },
  {
    id: 'as-long-as-all',
    sabotage: { together: 1 },
    title: { en: 'It takes the sum of all the times', 'zh-CN': '用时是所有时间的总和' },
    shows: (record) => marksOf(record, 'out').at(-1),
    judge(record, locale) {
      const each = lengths(record)
      const sum = each.reduce((total, ms) => total + ms, 0)
      const all = stretchMs(tasksOf(record))
      const elapsed = told(record, 'elapsed') ?? 0
      const evidence = sayIn(locale)(
        `The tasks took ${each.join(' + ') || '–'} = ${sum} ms; from the first to the last ${all.toFixed(0)} ms passed, ${elapsed.toFixed(0)} ms with the starts.`,
        `各任务需要 ${each.join(' + ') || '–'} = ${sum} 毫秒；从第一个开始到最后一个结束过了 ${all.toFixed(0)} 毫秒，连启动在内 ${elapsed.toFixed(0)} 毫秒。`,
      )
      // Timers may fire a millisecond early; what comes on top is the starts between the tasks.
      return passedIf(each.length === 3 && all > sum * 0.97, evidence)
    },
  },
]
