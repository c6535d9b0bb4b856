import {
  childrenOf,
  exitOf,
  inconclusive,
  looksAt,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'
import { busiest } from '../../../shared/model/moments.ts'
import { mostAtOnce, spansOf } from '../../../shared/model/spans.ts'

/** A busy machine keeps even a waiting parent from its children for a while. */
const reapedWithinUs = 1_000_000

const clientsOf = (record: RunRecord): number => record.parameters['clients'] ?? 0

/** @returns the server's children */
export function talkersOf(record: RunRecord) {
  const server = processNamed(record, 'server')?.pid
  return childrenOf(record).filter(({ ppid }) => ppid === server)
}

export const atOnce = (record: RunRecord): number => mostAtOnce(spansOf(record, 'talk', 'talk-done'))

/** @returns how often each of both things said came back, and how often in capitals */
function answers(record: RunRecord, question: RegExp) {
  const all = marksOf(record, 'answer').flatMap(({ value }) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    const { sent, got } = value
    return typeof sent === 'string' && typeof got === 'string' && question.test(sent) ? [{ sent, got }] : []
  })
  const right = all.filter(({ sent, got }) => got === sent.toUpperCase())
  return { first: all[0], right: right.length }
}

/** @returns how long a process was seen as a zombie, microseconds */
function zombieFor(record: RunRecord, pid: number): number {
  const seen = looksAt(record, pid).filter(({ state }) => state === 'zombie')
  return (seen.at(-1)?.t ?? 0) - (seen[0]?.t ?? 0)
}

export const serverChecks: readonly LessonCheck[] = [
  {
    id: 'one-process-each',
    sabotage: { serial: 1 },
    title: { en: 'The server has one child for each client', 'zh-CN': '每个客户端对应服务器的一个子进程' },
    shows: (record) => talkersOf(record).at(-1),
    judge(record, locale) {
      const pids = talkersOf(record).map(({ pid }) => pid)
      const evidence = sayIn(locale)(
        `${clientsOf(record)} clients, ${pids.length} children of the server: ${pids.join(', ') || '–'}.`,
        `${clientsOf(record)} 个客户端，服务器有 ${pids.length} 个子进程：${pids.join('、') || '–'}。`,
      )
      return passedIf(pids.length === clientsOf(record), evidence)
    },
  },
  {
    id: 'served-at-once',
    sabotage: { serial: 1 },
    title: { en: 'All clients are served at the same time', 'zh-CN': '所有客户端同时得到服务' },
    shows: (record) => busiest(spansOf(record, 'talk', 'talk-done')),
    judge(record, locale) {
      const most = atOnce(record)
      const evidence = sayIn(locale)(
        `At most ${most} conversations at once, with ${clientsOf(record)} clients.`,
        `${clientsOf(record)} 个客户端，同时进行的会话最多 ${most} 个。`,
      )
      return passedIf(most === clientsOf(record), evidence)
    },
  },
  {
    id: 'answers-right',
    sabotage: { shout: 0 },
    title: { en: 'Each gets its own words back, in capitals', 'zh-CN': '每个都收到自己的话，变成大写' },
    shows: (record) => marksOf(record, 'answer')[0],
    judge(record, locale) {
      const { first, right } = answers(record, /^hello/)
      const evidence = sayIn(locale)(
        `"${first?.sent ?? '–'}" came back as "${first?.got ?? '–'}"; ${right} of ${clientsOf(record)} answers were right.`,
        `“${first?.sent ?? '–'}”的回答是“${first?.got ?? '–'}”；${clientsOf(record)} 个回答中 ${right} 个正确。`,
      )
      return passedIf(right === clientsOf(record), evidence)
    },
  },
  {
    id: 'served-to-the-end',
    sabotage: { killOne: 1 },
    title: { en: 'Each is served until it hangs up', 'zh-CN': '每个都一直得到服务，直到自己挂断' },
    shows: (record) => marksOf(record, 'answer').at(-1),
    judge(record, locale) {
      const { right } = answers(record, /^are you/)
      const evidence = sayIn(locale)(
        `"are you still there?" was answered to ${right} of ${clientsOf(record)} clients.`,
        `${clientsOf(record)} 个客户端中，${right} 个得到了对“are you still there?”的回答。`,
      )
      return passedIf(right === clientsOf(record), evidence)
    },
  },
  {
    id: 'end-of-file',
    sabotage: { keepOpen: 1 },
    title: { en: 'Each sees the other side hang up', 'zh-CN': '每个都看到对方挂断' },
    shows: (record) => marksOf(record, 'end-of-file')[0],
    judge(record, locale) {
      const ends = marksOf(record, 'end-of-file')
      const seen = ends.filter(({ value }) => value === true).length
      const evidence = sayIn(locale)(
        `${ends.length} clients hung up and listened for up to 3 s: ${seen} saw the end of the connection.`,
        `${ends.length} 个客户端挂断后最多再听 3 秒：${seen} 个看到连接结束。`,
      )
      return passedIf(seen === clientsOf(record), evidence)
    },
  },
  {
    id: 'reaped',
    sabotage: { nap: 1 },
    title: { en: 'The children of departed clients do not stay', 'zh-CN': '客户端离开后，子进程不会滞留' },
    shows: (record) => exitOf(record, talkersOf(record).at(-1)?.pid ?? 0),
    judge(record, locale) {
      const talkers = talkersOf(record)
      if (talkers.length === 0) {
        return inconclusive(sayIn(locale)('The server had no child to reap.', '服务器没有需要回收的子进程。'))
      }
      const ended = talkers.filter(({ pid }) => exitOf(record, pid) !== undefined).length
      const longest = Math.max(0, ...talkers.map(({ pid }) => zombieFor(record, pid)))
      const evidence = sayIn(locale)(
        `${ended} of ${talkers.length} children ended and were reaped; the longest was a zombie for ${seconds(longest)} s.`,
        `${talkers.length} 个子进程中 ${ended} 个结束并被回收；最长的一个作为僵尸停留了 ${seconds(longest)} 秒。`,
      )
      return passedIf(ended === talkers.length && longest < reapedWithinUs, evidence)
    },
  },
]
