import { exitOf, looksAt, marksOf, passedIf, processNamed, sayIn, seconds } from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

/** One of the two senders: when it had put, when main began to read its message, and when it ended (microseconds). */
function sender(record: RunRecord, name: 'small' | 'big') {
  const pid = processNamed(record, name)?.pid ?? 0
  return {
    pid,
    put: marksOf(record, 'put', pid)[0],
    reading: marksOf(record, 'reading').find(({ value }) => value === name)?.t,
    exit: exitOf(record, pid),
  }
}

/**
 * Its parent's own look counts beside the order of the events: the news of an end that came just before main began to
 * read may be told after that.
 * @returns whether the big one was still there when main had waited for it; undefined when it was never seen
 */
export function bigWaits(record: RunRecord): boolean | undefined {
  const { exit, reading } = sender(record, 'big')
  if (exit === undefined || reading === undefined) return undefined
  const joined = marksOf(record, 'joined-in-vain')[0]
  // Main may have read first, and then have joined a process that could end.
  return exit.t > reading && joined !== undefined && (joined.value === true || joined.t > reading)
}

export const bigChecks: readonly LessonCheck[] = [
  {
    id: 'big-waits',
    sabotage: { bigKiB: 1 },
    title: { en: 'The child stays alive until its message is read', 'zh-CN': '消息被读走之前，子进程一直活着' },
    shows: (record) => marksOf(record, 'joined-in-vain')[0],
    judge(record, locale) {
      const say = sayIn(locale)
      const { pid, put, reading, exit } = sender(record, 'big')
      const kilobytes = record.parameters['bigKiB'] ?? 0
      const states = looksAt(record, pid).filter(({ t }) => t >= (put?.t ?? 0) && t <= (reading ?? 0))
      const asleep = states.filter(({ state }) => state === 'sleeping').length
      const evidence = say(
        `${pid} had put ${kilobytes} KiB at ${seconds(put?.t ?? 0)} s; main began to read at ${seconds(reading ?? 0)} s, and it ended at ${seconds(exit?.t ?? 0)} s. In between it was asleep in ${asleep} of ${states.length} looks.`,
        `${pid} 在 ${seconds(put?.t ?? 0)} 秒放入 ${kilobytes} KiB；主进程在 ${seconds(reading ?? 0)} 秒开始读取，它在 ${seconds(exit?.t ?? 0)} 秒结束。其间看了 ${states.length} 次，有 ${asleep} 次它在睡眠。`,
      )
      return passedIf(bigWaits(record) === true && put !== undefined && exit?.exitCode === 0, evidence)
    },
  },
  {
    id: 'small-does-not',
    sabotage: { smallKiB: 256 },
    title: { en: 'A small message lets its sender go', 'zh-CN': '小消息的发送者可以先走' },
    shows: (record) => sender(record, 'small').exit,
    judge(record, locale) {
      const { pid, reading = 0, exit } = sender(record, 'small')
      const evidence = sayIn(locale)(
        `${pid} had put ${record.parameters['smallKiB'] ?? 0} KiB and ended at ${seconds(exit?.t ?? 0)} s; main began to read at ${seconds(reading)} s.`,
        `${pid} 放入 ${record.parameters['smallKiB'] ?? 0} KiB，在 ${seconds(exit?.t ?? 0)} 秒结束；主进程在 ${seconds(reading)} 秒才开始读取。`,
      )
      return passedIf(exit?.exitCode === 0 && exit.t < reading, evidence)
    },
  },
  {
    id: 'nothing-lost',
    sabotage: { cancel: 1 },
    title: { en: 'What was put is what arrives, whole', 'zh-CN': '放进去的完整地到达' },
    shows: (record) => marksOf(record, 'received').at(-1),
    judge(record, locale) {
      const texts = (label: string) => marksOf(record, label).map(({ value }) => JSON.stringify(value))
      const put = texts('put')
      const received = texts('received')
      const evidence = sayIn(locale)(
        `Put: ${put.join(', ') || '–'}. Received: ${received.join(', ') || 'nothing'}.`,
        `放入：${put.join('、') || '–'}。收到：${received.join('、') || '无'}。`,
      )
      return passedIf(put.length === 2 && put.every((each) => received.includes(each)), evidence)
    },
  },
]
