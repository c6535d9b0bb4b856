import type { Locale } from '../../../shared/contract/lab.ts'
import {
  eventsOf,
  inconclusive,
  linesOf,
  marksOf,
  mostHolders,
  passedIf,
  sayIn,
} from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'
import { busiest } from '../../../shared/model/moments.ts'
import { mostAtOnce, spansOf, stretchMs } from '../../../shared/model/spans.ts'

const writers = 3
/** How long one writer needs for its three lines, by design of the lesson. Milliseconds. */
const oneWriterMs = (record: RunRecord): number => 2000 / (record.parameters['speed'] ?? 1)

/** @returns the writers in the order of their lines, one entry for each line */
export const lineOrder = (record: RunRecord): readonly string[] =>
  linesOf(record)
    .map(({ text }) => /^(?<writer>writer-\d) \d$/.exec(text)?.groups?.['writer'])
    .filter((writer) => writer !== undefined)

/** @returns how often the next line is by another writer */
export const changesOfWriter = (order: readonly string[]): number =>
  order.filter((writer, index) => index > 0 && order[index - 1] !== writer).length

const finished = (record: RunRecord): number => spansOf(record, 'in', 'out').filter(({ to }) => to < Infinity).length

/** What takes all three to be measured, and some never came to their end. */
function untilAllFinish(record: RunRecord, locale: Locale, evidence: string): Judgement {
  const say = sayIn(locale)
  const holder = eventsOf(record, 'deadlock')[0]?.heldBy
  const why = holder === undefined ? '' : say(` ${holder} died while it had the lock.`, `${holder} 拿着锁时死了。`)
  const reason = say(
    `It takes all ${writers} writers to tell, and ${finished(record)} finished.${why}`,
    `要 ${writers} 个写者都完成才能判断，而完成的是 ${finished(record)} 个。${why}`,
  )
  return inconclusive(`${reason} ${evidence}`.trim())
}

export const mutexChecks: readonly LessonCheck[] = [
  {
    id: 'strict-blocks',
    sabotage: { lock: 0 },
    title: { en: "Each writer's three lines stand together", 'zh-CN': '每个写者的三行连在一起' },
    shows: (record) => linesOf(record).findLast(({ text }) => /^writer-\d \d$/.test(text)),
    judge(record, locale) {
      const order = lineOrder(record)
      const changes = changesOfWriter(order)
      const list = order.map((writer) => writer.at(-1)).join(' ') || '–'
      const evidence = sayIn(locale)(
        `The lines came from writers ${list}: ${changes} changes, where three blocks have 2.`,
        `各行依次来自写者 ${list}：换人 ${changes} 次，三个整块只需 2 次。`,
      )
      const isMixed = changes >= new Set(order).size
      if (finished(record) < writers && !isMixed) return untilAllFinish(record, locale, evidence)
      return passedIf(order.length === writers * 3 && !isMixed, evidence)
    },
  },
  {
    id: 'three-times',
    sabotage: { lock: 0 },
    title: { en: 'Together they take three times as long as one', 'zh-CN': '总时间约为单个写者的三倍' },
    shows: (record) => marksOf(record, 'out').at(-1),
    judge(record, locale) {
      const one = oneWriterMs(record)
      const all = stretchMs(spansOf(record, 'in', 'out'))
      if (finished(record) < writers) return untilAllFinish(record, locale, '')
      const evidence = sayIn(locale)(
        `One writer needs ${one} ms, the three took ${all.toFixed(0)} ms: ${(all / one).toFixed(2)} times.`,
        `一个写者需要 ${one} 毫秒，三个用了 ${all.toFixed(0)} 毫秒：${(all / one).toFixed(2)} 倍。`,
      )
      // A loaded machine makes it longer, never shorter.
      return passedIf(all / one > 2.9, evidence)
    },
  },
  {
    id: 'one-holder',
    sabotage: { lock: 0 },
    title: { en: 'At no time is more than one of them in there', 'zh-CN': '任何时刻最多只有一个在里面' },
    shows: (record) => busiest(spansOf(record, 'in', 'out')),
    judge(record, locale) {
      const inside = mostAtOnce(spansOf(record, 'in', 'out'))
      const holders = mostHolders(record)
      const grants = eventsOf(record, 'lock').filter(({ action }) => action === 'acquire').length
      const evidence = sayIn(locale)(
        `At most ${inside} wrote at once, by their own marks; the lock was given ${grants} times, to at most ${holders} at once.`,
        `按它们自己的标记，同时在写的最多 ${inside} 个；锁共授予 ${grants} 次，同时持有者最多 ${holders} 个。`,
      )
      return passedIf(inside === 1 && holders === 1 && grants >= marksOf(record, 'in').length, evidence)
    },
  },
  {
    id: 'all-get-it',
    sabotage: { killHolder: 1 },
    title: { en: 'Everybody gets the lock in the end', 'zh-CN': '最终每个都得到了锁' },
    shows: (record) => eventsOf(record, 'deadlock')[0] ?? marksOf(record, 'out').at(-1),
    judge(record, locale) {
      const say = sayIn(locale)
      const done = finished(record)
      const dead = eventsOf(record, 'deadlock')[0]
      if (dead !== undefined) {
        const waiting = dead.waiting.map(({ pid, on }) => `${pid} → ${on}`).join(', ')
        const evidence = say(
          `${done} of ${writers} finished. Deadlock: ${waiting}; held by ${dead.heldBy ?? '–'}, which is dead.`,
          `${writers} 个中完成了 ${done} 个。死锁：${waiting}；持有者 ${dead.heldBy ?? '–'} 已死。`,
        )
        return passedIf(false, evidence)
      }
      const evidence = say(`${done} of ${writers} finished.`, `${writers} 个中完成了 ${done} 个。`)
      return passedIf(done === writers, evidence)
    },
  },
]
