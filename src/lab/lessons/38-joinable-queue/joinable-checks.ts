import {
  childrenOf,
  eventsOf,
  exitOf,
  mainOf,
  markedTexts,
  marksOf,
  passedIf,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, Moment, RunRecord } from '../../../shared/model/lesson.ts'

const expected = 6

/** What was done to the queue of the producers; another one is there for the task that is done once too often. */
const ofQueue = (record: RunRecord) => eventsOf(record, 'queue').filter(({ queue }) => queue === 'JoinableQueue-1')

/** When all had been put and the last was said to be done. */
function zeroAt(record: RunRecord): Moment | undefined {
  let put = 0
  for (const event of ofQueue(record)) {
    if (event.action === 'put') put += 1
    if (put === expected && event.unfinished === 0) return event
  }
  return undefined
}

const named = (record: RunRecord, start: string) => childrenOf(record).filter(({ name }) => name.startsWith(start))

/** @returns what happened to a task that was done once too often */
export function tooMany(record: RunRecord): string | undefined {
  return markedTexts(record, 'too-many')[0]
}

export const joinableChecks: readonly LessonCheck[] = [
  {
    id: 'zero-before-producers-end',
    sabotage: { firstDones: 0 },
    title: {
      en: 'The producers end when nothing is unfinished any more, not before',
      'zh-CN': '未完成数归零之后生产者才结束',
    },
    shows: (record) => zeroAt(record) ?? eventsOf(record, 'deadlock')[0],
    judge(record, locale) {
      const say = sayIn(locale)
      const zero = zeroAt(record)?.t
      const ends = named(record, 'producer').map(({ pid }) => exitOf(record, pid)?.t ?? 0)
      if (zero === undefined) {
        const left = ofQueue(record).findLast(({ unfinished }) => unfinished !== undefined)?.unfinished ?? 0
        const text = say(
          `${left} items were never said to be done; the producers waited until they were ended.`,
          `有 ${left} 项始终没有报告完成；生产者一直等到被结束。`,
        )
        return passedIf(false, text)
      }
      const evidence = say(
        `Unfinished reached 0 at ${seconds(zero)} s; the producers ended at ${ends.map(seconds).join(', ') || '–'} s.`,
        `未完成数在 ${seconds(zero)} 秒归零；生产者在 ${ends.map(seconds).join('、') || '–'} 秒结束。`,
      )
      return passedIf(ends.length === 3 && ends.every((end) => end >= zero), evidence)
    },
  },
  {
    id: 'all-eaten-at-zero',
    sabotage: { firstDones: 2 },
    title: { en: 'At that moment all six are eaten', 'zh-CN': '那一刻六个都已吃掉' },
    shows: (record) => zeroAt(record) ?? marksOf(record, 'eaten').at(-1),
    judge(record, locale) {
      const zero = zeroAt(record)?.t
      const made = marksOf(record, 'made').length
      const eaten = marksOf(record, 'eaten').filter(({ t }) => zero === undefined || t <= zero).length
      const say = sayIn(locale)
      if (zero === undefined) {
        const text = say(
          `${made} were made, and ${eaten} were eaten in the whole run; unfinished never reached 0.`,
          `共制作 ${made} 个，整个运行中吃掉了 ${eaten} 个；未完成数始终没有归零。`,
        )
        return passedIf(false, text)
      }
      const evidence = say(
        `${made} were made; when unfinished reached 0, ${eaten} had been eaten.`,
        `共制作 ${made} 个；未完成数归零时吃掉了 ${eaten} 个。`,
      )
      return passedIf(made === expected && eaten === expected, evidence)
    },
  },
  {
    id: 'consumers-end-with-main',
    sabotage: { killMain: 1 },
    title: {
      en: 'The consumers are terminated when the main code ends',
      'zh-CN': '主进程代码结束时消费者被终止',
    },
    shows: (record) => exitOf(record, named(record, 'consumer')[0]?.pid ?? 0) ?? exitOf(record, mainOf(record)),
    judge(record, locale) {
      const say = sayIn(locale)
      const end = marksOf(record, 'code-ends')[0]?.t ?? 0
      const main = exitOf(record, mainOf(record))?.t ?? 0
      const consumers = named(record, 'consumer').map(({ pid }) => ({ pid, exit: exitOf(record, pid) }))
      const well = consumers.filter(
        ({ exit }) => exit?.exitSignal === 'SIGTERM' && exit.t >= end && end > 0 && exit.t <= main,
      )
      const told = consumers.map(({ pid, exit }) =>
        exit === undefined
          ? say(`${pid} outlived the main process`, `${pid} 比主进程活得更久`)
          : say(
              `${pid} ended at ${seconds(exit.t)} s: ${exit.exitSignal ?? exit.exitCode}`,
              `${pid} 在 ${seconds(exit.t)} 秒结束：${exit.exitSignal ?? exit.exitCode}`,
            ),
      )
      const evidence = say(
        `The main code ended at ${seconds(end)} s, the process at ${seconds(main)} s. ${told.join('; ') || '–'}.`,
        `主进程的代码在 ${seconds(end)} 秒结束，进程在 ${seconds(main)} 秒结束。${told.join('；') || '–'}。`,
      )
      return passedIf(well.length === 2 && consumers.length === 2, evidence)
    },
  },
  {
    id: 'one-too-many',
    sabotage: { putFirst: 1 },
    title: { en: 'One taskDone too many is refused', 'zh-CN': '多调用一次 taskDone 会被拒绝' },
    shows: (record) => marksOf(record, 'too-many')[0],
    judge(record, locale) {
      const answer = tooMany(record) ?? '–'
      const evidence = sayIn(locale)(
        `A taskDone on a queue of its own was answered with: ${answer}.`,
        `在另一个队列上调用 taskDone，得到的回答是：${answer}。`,
      )
      return passedIf(answer === 'ValueError: task_done() called too many times', evidence)
    },
  },
]
