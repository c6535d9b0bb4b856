import { lateUnlessBusy, linesOf, marksOf, passedIf, sayIn } from '../../../shared/model/evidence.ts'
import type { LessonCheck, Moment, RunRecord } from '../../../shared/model/lesson.ts'
import { busiest } from '../../../shared/model/moments.ts'
import { mostAtOnce, spansOf, stretchMs } from '../../../shared/model/spans.ts'

const writers = 3

/** @returns the lines in their order, as `2.1`: the first line of writer 2 */
export const lineOrder = (record: RunRecord): readonly string[] =>
  linesOf(record)
    .filter(({ text }) => /^writer-\d \d$/.test(text))
    .map(({ text }) => text.replace('writer-', '').replace(' ', '.'))

/** @returns how often a writer was interrupted: its next line was not the next line of all */
export function interruptions(order: readonly string[]): number {
  const [writer, next] = [(line: string) => line.split('.')[0], (index: number) => order[index + 1]]
  return order.filter((line, index) => !line.endsWith('.3') && writer(next(index) ?? '') !== writer(line)).length
}

/** @returns the first line that is by another writer than the line before it */
function firstChange(record: RunRecord): Moment | undefined {
  const lines = linesOf(record).filter(({ text }) => /^writer-\d \d$/.test(text))
  return lines.find(({ pid }, index) => index > 0 && lines[index - 1]?.pid !== pid)
}

export const contentionChecks: readonly LessonCheck[] = [
  {
    id: 'interleaved',
    sabotage: { lock: 1 },
    title: { en: 'The lines of the three are mixed', 'zh-CN': '三个写者的行混在一起' },
    shows: (record) => firstChange(record),
    judge(record, locale) {
      const order = lineOrder(record)
      const broken = interruptions(order)
      const evidence = sayIn(locale)(
        `Writer and line, in their order: ${order.join(' ') || '–'}. Somebody else came in between ${broken} times.`,
        `按先后（写者.行）：${order.join(' ') || '–'}。被别人插进来 ${broken} 次。`,
      )
      return passedIf(order.length === writers * 3 && broken > 0, evidence)
    },
  },
  {
    id: 'all-at-once',
    sabotage: { lock: 1 },
    title: { en: 'All three write at the same time', 'zh-CN': '三个写者同时在写' },
    shows: (record) => busiest(spansOf(record, 'in', 'out')),
    judge(record, locale) {
      const most = mostAtOnce(spansOf(record, 'in', 'out'))
      const evidence = sayIn(locale)(`At most ${most} wrote at once.`, `同时在写的最多 ${most} 个。`)
      return passedIf(most === writers, evidence)
    },
  },
  {
    id: 'time-of-one',
    sabotage: { lock: 1 },
    title: { en: 'Together they take about the time of one', 'zh-CN': '总时间约等于一个写者的时间' },
    shows: (record) => marksOf(record, 'out').at(-1),
    judge(record, locale) {
      const one = 2000 / (record.parameters['speed'] ?? 1)
      const all = stretchMs(spansOf(record, 'in', 'out'))
      const evidence = sayIn(locale)(
        `One needs ${one} ms, the three took ${all.toFixed(0)} ms: ${(all / one).toFixed(2)} times.`,
        `一个需要 ${one} 毫秒，三个用了 ${all.toFixed(0)} 毫秒：${(all / one).toFixed(2)} 倍。`,
      )
      // One after the other is three times; a loaded machine adds to the one, not so much.
      if (all > 0 && all / one < 2.5) return passedIf(true, evidence)
      if (mostAtOnce(spansOf(record, 'in', 'out')) < writers) return passedIf(false, evidence)
      return lateUnlessBusy(record, locale, evidence)
    },
  },
]
