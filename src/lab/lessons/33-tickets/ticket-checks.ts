import { marksOf, passedIf, sayIn } from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'
import { busiest } from '../../../shared/model/moments.ts'
import { mostAtOnce, spansOf, stretchMs, told } from '../../../shared/model/spans.ts'

const purchases = (record: RunRecord) => spansOf(record, 'purchase', 'purchase-done')
const queries = (record: RunRecord) => spansOf(record, 'query', 'query-done')

/** What was sold, and what there was to sell. */
export function sales(record: RunRecord) {
  const { tickets = 0, buyers = 0 } = record.parameters
  return { tickets, buyers, sold: marksOf(record, 'bought').length, left: told(record, 'left') }
}

/** @returns whether each of the buyers has come to the end of its purchase, with a ticket or without */
export const allHaveTried = (record: RunRecord): boolean =>
  purchases(record).filter(({ to }) => to < Infinity).length === record.parameters['buyers']

export const ticketChecks: readonly LessonCheck[] = [
  {
    id: 'not-oversold',
    sabotage: { lock: 0 },
    title: { en: 'As many are sold as there were', 'zh-CN': '有几张票就只卖几张' },
    // Where nothing was to be had, the last who came in vain.
    shows: (record) => marksOf(record, 'bought').at(-1) ?? marksOf(record, 'purchase-done').at(-1),
    judge(record, locale) {
      const { tickets, buyers, sold } = sales(record)
      const evidence = sayIn(locale)(
        `${buyers} buyers, tickets there were: ${tickets}, sold: ${sold}.`,
        `${buyers} 个买家，原有 ${tickets} 张票，卖出 ${sold} 张。`,
      )
      return passedIf(sold === Math.min(tickets, buyers), evidence)
    },
  },
  {
    id: 'file-agrees',
    sabotage: { lock: 0 },
    title: { en: 'The file agrees with the sales', 'zh-CN': '文件与销售结果一致' },
    shows: (record) => marksOf(record, 'left').at(-1),
    judge(record, locale) {
      const { tickets, sold, left } = sales(record)
      const evidence = sayIn(locale)(
        `${tickets} at first, ${sold} sold, and the file says ${left ?? '–'} left.`,
        `起初 ${tickets} 张，卖出 ${sold} 张，文件说还剩 ${left ?? '–'} 张。`,
      )
      return passedIf(left === tickets - sold, evidence)
    },
  },
  {
    id: 'one-buys',
    sabotage: { lock: 0 },
    title: { en: 'One at a time buys', 'zh-CN': '同一时刻只有一个在买' },
    shows: (record) => busiest(purchases(record)),
    judge(record, locale) {
      const spans = purchases(record)
      const most = mostAtOnce(spans)
      const evidence = sayIn(locale)(
        `${spans.length} purchases took ${stretchMs(spans).toFixed(0)} ms, at most ${most} at once.`,
        `${spans.length} 次购买共用 ${stretchMs(spans).toFixed(0)} 毫秒，同时进行的最多 ${most} 次。`,
      )
      return passedIf(most === 1 && spans.length === record.parameters['buyers'], evidence)
    },
  },
  {
    id: 'all-ask',
    sabotage: { lockQueries: 1 },
    title: { en: 'Asking needs no lock, and they ask at once', 'zh-CN': '查询不用锁，大家同时查' },
    shows: (record) => busiest(queries(record)),
    judge(record, locale) {
      const spans = queries(record)
      const most = mostAtOnce(spans)
      const evidence = sayIn(locale)(
        `${spans.length} queries took ${stretchMs(spans).toFixed(0)} ms, at most ${most} at once.`,
        `${spans.length} 次查询共用 ${stretchMs(spans).toFixed(0)} 毫秒，同时进行的最多 ${most} 次。`,
      )
      return passedIf(most > 1, evidence)
    },
  },
]
