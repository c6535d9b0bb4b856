import {
  childrenOf,
  eventsOf,
  exitOf,
  markedTexts,
  marksOf,
  passedIf,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

const expected = 18

/** What the processes said that they made, or ate. */
export function itemsOf(record: RunRecord, label: 'made' | 'eaten'): readonly string[] {
  return markedTexts(record, label)
}

/** How many were eaten when the last producer had ended. */
export function eatenWhenMade(record: RunRecord): number | undefined {
  const end = marksOf(record, 'producers-ended')[0]?.t
  return end === undefined ? undefined : marksOf(record, 'eaten').filter(({ t }) => t <= end).length
}

const named = (record: RunRecord, start: string) => childrenOf(record).filter(({ name }) => name.startsWith(start))

export const producerChecks: readonly LessonCheck[] = [
  {
    id: 'each-once',
    sabotage: { die: 1 },
    title: { en: '18 made, 18 eaten, each exactly once', 'zh-CN': '生产 18 个，消费 18 个，每个恰好一次' },
    shows: (record) => marksOf(record, 'eaten').at(-1),
    judge(record, locale) {
      const made = itemsOf(record, 'made')
      const eaten = itemsOf(record, 'eaten')
      const missing = made.filter((item) => !eaten.includes(item))
      const twice = eaten.length - new Set(eaten).size
      const evidence = sayIn(locale)(
        `${made.length} made, ${eaten.length} eaten, ${twice} of them twice; lost: ${missing.join(', ') || 'none'}.`,
        `生产了 ${made.length} 个，消费了 ${eaten.length} 个，其中重复 ${twice} 个；丢失：${missing.join('、') || '无'}。`,
      )
      const same = JSON.stringify(made.toSorted()) === JSON.stringify(eaten.toSorted())
      return passedIf(same && new Set(made).size === expected, evidence)
    },
  },
  {
    id: 'producers-never-wait',
    sabotage: { maxsize: 2 },
    title: { en: 'The producers do not wait for the consumers', 'zh-CN': '生产者不必等待消费者' },
    shows: (record) =>
      eventsOf(record, 'queue').find(({ action }) => action === 'blocked-put') ?? marksOf(record, 'producers-ended')[0],
    judge(record, locale) {
      const producers = new Set(named(record, 'producer').map(({ pid }) => pid))
      const queue = eventsOf(record, 'queue')
      const waits = queue.filter(({ action, pid }) => action === 'blocked-put' && producers.has(pid)).length
      const longest = Math.max(0, ...queue.map(({ size }) => size))
      const eaten = eatenWhenMade(record) ?? 0
      const evidence = sayIn(locale)(
        `Producers waited for a slot ${waits} times. At most ${longest} items lay in the queue; when all was made, ${eaten} had been eaten.`,
        `生产者等待空槽位 ${waits} 次。队列里最多积存 ${longest} 个；全部生产完时，消费了 ${eaten} 个。`,
      )
      return passedIf(producers.size > 0 && waits === 0 && eaten < expected, evidence)
    },
  },
  {
    id: 'consumers-end',
    sabotage: { marks: 1 },
    title: { en: 'Each consumer ends by itself, at its end mark', 'zh-CN': '每个消费者都在收到结束标记后自行结束' },
    shows: (record) => eventsOf(record, 'deadlock')[0] ?? exitOf(record, named(record, 'consumer').at(-1)?.pid ?? 0),
    judge(record, locale) {
      const say = sayIn(locale)
      const ends = named(record, 'consumer').map(({ pid, name }) => ({ pid, name, end: exitOf(record, pid) }))
      const well = ends.filter(({ end }) => end?.exitCode === 0)
      const stuck = eventsOf(record, 'deadlock').flatMap(({ waiting }) => waiting)
      const told = ends.map(({ pid, name, end }) => {
        const on = stuck.find((wait) => wait.pid === pid)?.on
        if (on !== undefined)
          return say(`${name} (${pid}) waits for ever on ${on}`, `${name}（${pid}）永远等在 ${on} 上`)
        const how = end?.exitSignal ?? end?.exitCode ?? '?'
        const at = seconds(end?.t ?? 0)
        return say(`${name} (${pid}) ended at ${at} s: ${how}`, `${name}（${pid}）在 ${at} 秒结束：${how}`)
      })
      const evidence = say(`${told.join('; ') || '–'}.`, `${told.join('；') || '–'}。`)
      return passedIf(well.length === 2 && ends.length === 2, evidence)
    },
  },
]
