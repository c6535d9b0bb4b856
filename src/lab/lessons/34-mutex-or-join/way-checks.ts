import { marksOf, passedIf, sayIn } from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'
import { busiest } from '../../../shared/model/moments.ts'
import { mostAtOnce, spansOf, stretchMs } from '../../../shared/model/spans.ts'

type Way = 'none' | 'lock' | 'join'

export const sold = (record: RunRecord, way: Way): number => marksOf(record, `${way}-bought`).length

/** @returns whether the last buyer of that way has gone */
export const hasRun = (record: RunRecord, way: Way): boolean => marksOf(record, `${way}-elapsed`).length > 0

/** @returns how many asked at once, at most */
export const asking = (record: RunRecord, way: Way): number =>
  mostAtOnce(spansOf(record, `${way}-query`, `${way}-query-done`))

/** @returns from the first query to the last purchase, milliseconds */
export const clock = (record: RunRecord, way: Way): number =>
  stretchMs([
    ...spansOf(record, `${way}-query`, `${way}-query-done`),
    ...spansOf(record, `${way}-purchase`, `${way}-purchase-done`),
  ])

const inSeconds = (ms: number): string => (ms / 1000).toFixed(2)

export const wayChecks: readonly LessonCheck[] = [
  {
    id: 'lock-sells-one',
    sabotage: { lock: 0 },
    title: { en: 'With the lock exactly one ticket is sold', 'zh-CN': '用锁时恰好卖出一张' },
    shows: (record) => marksOf(record, 'lock-bought').at(-1),
    judge(record, locale) {
      const evidence = sayIn(locale)(
        `One ticket there was. Sold with the lock: ${sold(record, 'lock')}; without anything: ${sold(record, 'none')}.`,
        `原有一张票。用锁卖出 ${sold(record, 'lock')} 张；什么都不用卖出 ${sold(record, 'none')} 张。`,
      )
      return passedIf(sold(record, 'lock') === 1, evidence)
    },
  },
  {
    id: 'join-sells-one',
    sabotage: { joinLate: 1 },
    title: { en: 'With join exactly one ticket is sold', 'zh-CN': '用 join 时恰好卖出一张' },
    shows: (record) => marksOf(record, 'join-bought').at(-1),
    judge(record, locale) {
      const evidence = sayIn(locale)(
        `One ticket there was. Sold with join: ${sold(record, 'join')}; without anything: ${sold(record, 'none')}.`,
        `原有一张票。用 join 卖出 ${sold(record, 'join')} 张；什么都不用卖出 ${sold(record, 'none')} 张。`,
      )
      return passedIf(sold(record, 'join') === 1, evidence)
    },
  },
  {
    id: 'lock-asks-at-once',
    sabotage: { lockQueries: 1 },
    title: { en: 'With the lock they ask at the same time', 'zh-CN': '用锁时大家同时查票' },
    shows: (record) => busiest(spansOf(record, 'lock-query', 'lock-query-done')),
    judge(record, locale) {
      const most = asking(record, 'lock')
      const evidence = sayIn(locale)(`At most ${most} asked at once.`, `同时查票的最多 ${most} 个。`)
      return passedIf(most > 1, evidence)
    },
  },
  {
    id: 'join-asks-in-line',
    sabotage: { joinLate: 1 },
    title: { en: 'With join they stand in line even to ask', 'zh-CN': '用 join 时连查票也要排队' },
    shows: (record) => busiest(spansOf(record, 'join-query', 'join-query-done')),
    judge(record, locale) {
      const most = asking(record, 'join')
      const evidence = sayIn(locale)(`At most ${most} asked at once.`, `同时查票的最多 ${most} 个。`)
      return passedIf(most === 1, evidence)
    },
  },
  {
    id: 'three-clocks',
    sabotage: { joinLate: 1 },
    title: { en: 'Nothing is fastest, the lock slower, join slowest', 'zh-CN': '什么都不用最快，锁较慢，join 最慢' },
    shows: (record) => marksOf(record, 'join-elapsed')[0],
    judge(record, locale) {
      const [none, lock, join] = [clock(record, 'none'), clock(record, 'lock'), clock(record, 'join')]
      const evidence = sayIn(locale)(
        `Without anything ${inSeconds(none)} s, with the lock ${inSeconds(lock)} s, with join ${inSeconds(join)} s.`,
        `什么都不用 ${inSeconds(none)} 秒，用锁 ${inSeconds(lock)} 秒，用 join ${inSeconds(join)} 秒。`,
      )
      return passedIf(none > 0 && none < lock && lock < join, evidence)
    },
  },
]
