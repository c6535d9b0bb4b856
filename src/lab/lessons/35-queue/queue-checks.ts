import {
  childrenOf,
  eventsOf,
  mainOf,
  markedTexts,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
  textOf,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

/** How long a process waited at the queue, microseconds; undefined: it did not, or never got what it waited for. */
export function waitOf(record: RunRecord, name: string, action: 'put' | 'get'): number | undefined {
  const pid = processNamed(record, name)?.pid
  const own = eventsOf(record, 'queue').filter((event) => event.pid === pid)
  const blocked = own.find((event) => event.action === `blocked-${action}`)
  const done = own.find((event) => event.action === action)
  return blocked === undefined || done === undefined ? undefined : done.t - blocked.t
}

/** A put or a get that waited until the main process made it possible. `until`: its mark of that. */
function waits(
  { name, action, until }: { readonly name: string; readonly action: 'put' | 'get'; readonly until: string },
  texts: Pick<LessonCheck, 'id' | 'title' | 'sabotage'>,
) {
  return {
    ...texts,
    shows(record) {
      const pid = processNamed(record, name)?.pid
      const own = eventsOf(record, 'queue').filter((event) => event.pid === pid)
      return own.find((event) => event.action === `blocked-${action}`) ?? own.find((event) => event.action === action)
    },
    judge(record, locale) {
      const say = sayIn(locale)
      const pid = processNamed(record, name)?.pid ?? 0
      const waited = waitOf(record, name, action)
      const done = eventsOf(record, 'queue').find((event) => event.pid === pid && event.action === action)
      const help = marksOf(record, until, mainOf(record))[0]?.t ?? Infinity
      const gaveUp = marksOf(record, 'gave-up', pid)[0]
      const atOnce = say(
        `${name} (${pid}) did not have to wait for its ${action}.`,
        `${name}（${pid}）的 ${action} 无需等待。`,
      )
      if (gaveUp !== undefined) {
        const error = textOf(gaveUp.value)
        return passedIf(false, say(`${name} (${pid}) gave up: ${error}.`, `${name}（${pid}）放弃了：${error}。`))
      }
      if (waited === undefined) return passedIf(false, atOnce)
      const evidence = say(
        `The ${action} of ${name} (${pid}) waited ${seconds(waited)} s, and was then done.`,
        `${name}（${pid}）的 ${action} 等待了 ${seconds(waited)} 秒，然后完成。`,
      )
      return passedIf((done?.t ?? 0) >= help, evidence)
    },
  } satisfies LessonCheck
}

export const queueChecks: readonly LessonCheck[] = [
  {
    id: 'full-after-three',
    sabotage: { maxsize: 4 },
    title: { en: 'After three puts the queue is full', 'zh-CN': '放入三项之后队列已满' },
    shows: (record) => marksOf(record, 'full')[0],
    judge(record, locale) {
      const full = marksOf(record, 'full')[0]
      const size = eventsOf(record, 'queue').findLast((event) => event.t <= (full?.t ?? 0))?.size ?? 0
      const slots = record.parameters['maxsize'] ?? 0
      const evidence = sayIn(locale)(
        `${size} of ${slots} slots were taken; full() said ${textOf(full?.value) || '–'}.`,
        `${slots} 个槽位占用了 ${size} 个；full() 的回答是 ${textOf(full?.value) || '–'}。`,
      )
      return passedIf(full?.value === true && size === slots, evidence)
    },
  },
  waits(
    { name: 'fourth-put', action: 'put', until: 'taking' },
    {
      id: 'fourth-put-waits',
      sabotage: { maxsize: 4 },
      title: { en: 'A fourth put waits until a slot is free', 'zh-CN': '第四次 put 要等到有空槽位' },
    },
  ),
  {
    id: 'first-in-first-out',
    sabotage: { thief: 1 },
    title: { en: 'What came first goes out first', 'zh-CN': '先进先出' },
    shows: (record) => marksOf(record, 'took').at(-1),
    judge(record, locale) {
      const got = markedTexts(record, 'took', mainOf(record))
      const evidence = sayIn(locale)(
        `Put: "hello", {"a":1}, [3,3,3], 4. Got by the main process: ${got.join(', ') || '–'}.`,
        `放入："hello"、{"a":1}、[3,3,3]、4。主进程取出：${got.join('、') || '–'}。`,
      )
      const order = ['"hello"', '{"a":1}', '[3,3,3]', '4']
      return passedIf(got.length >= 3 && got.every((item, index) => item === order[index]), evidence)
    },
  },
  {
    id: 'empty-at-last',
    sabotage: { leaveOne: 1 },
    title: { en: 'When all is taken, it is empty', 'zh-CN': '全部取出之后队列为空' },
    shows: (record) => marksOf(record, 'empty')[0],
    judge(record, locale) {
      const empty = marksOf(record, 'empty')[0]
      const before = eventsOf(record, 'queue').findLast((event) => event.t <= (empty?.t ?? 0))
      const size = before?.size ?? 0
      const evidence = sayIn(locale)(
        `${size} items were left; empty() said ${textOf(empty?.value) || '–'}.`,
        `还剩 ${size} 项；empty() 的回答是 ${textOf(empty?.value) || '–'}。`,
      )
      return passedIf(empty?.value === true && size === 0, evidence)
    },
  },
  waits(
    { name: 'extra-get', action: 'get', until: 'giving' },
    {
      id: 'extra-get-waits',
      sabotage: { leaveOne: 1 },
      title: { en: 'A get from the empty queue waits for the next item', 'zh-CN': '从空队列 get 会等待下一项' },
    },
  ),
]

/** @returns the answer to what a fourth put does; undefined when nobody tried */
export function fourthPut(record: RunRecord): string | undefined {
  if (!childrenOf(record).some(({ name }) => name === 'fourth-put')) return undefined
  const pid = processNamed(record, 'fourth-put')?.pid
  if (marksOf(record, 'gave-up', pid).length > 0) return 'error'
  return waitOf(record, 'fourth-put', 'put') === undefined ? 'done' : 'waits'
}
