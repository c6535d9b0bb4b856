import {
  exitOf,
  inconclusive,
  linesOf,
  mainOf,
  markedNumber,
  markedNumbers,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
  startOf,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

/** The processes that were started for the two tasks. */
const childPids = (record: RunRecord): readonly number[] =>
  ['positional', 'named'].flatMap((name) => processNamed(record, name)?.pid ?? [])

export const functionChecks: readonly LessonCheck[] = [
  {
    id: 'in-a-new-process',
    sabotage: { callIt: 1 },
    title: {
      en: 'Each task runs in a process of its own, a child of main',
      'zh-CN': '每个任务都在自己的进程中运行，父进程是主进程',
    },
    shows: (record) => marksOf(record, 'got')[0],
    judge(record, locale) {
      const main = mainOf(record)
      const ran = marksOf(record, 'got').map(({ pid }) => pid)
      const parents = ran.map((pid) => record.observations.find((look) => look.pid === pid)?.ppid)
      const evidence = sayIn(locale)(
        `The tasks ran in ${ran.join(' and ') || '–'}, whose parents were ${parents.map((pid) => pid ?? '–').join(' and ') || '–'}; main is ${main}.`,
        `任务在 ${ran.join(' 和 ') || '–'} 中运行，它们的父进程是 ${parents.map((pid) => pid ?? '–').join(' 和 ') || '–'}；主进程是 ${main}。`,
      )
      const isOwn = new Set(ran).size === ran.length && parents.every((pid) => pid === main)
      if (ran.length < 2 && isOwn) {
        const only = sayIn(locale)(`Only ${ran.length} of the 2 tasks ran.`, `2 个任务中只运行了 ${ran.length} 个。`)
        return inconclusive(`${only} ${evidence}`)
      }
      return passedIf(isOwn, evidence)
    },
  },
  {
    id: 'arguments-arrive',
    sabotage: { sendFunction: 1 },
    title: { en: 'Positional and named arguments arrive as they were sent', 'zh-CN': '位置参数和关键字参数都原样到达' },
    shows: (record) => marksOf(record, 'refused')[0] ?? marksOf(record, 'got').at(-1),
    judge(record, locale) {
      const told = (label: string): readonly string[] =>
        marksOf(record, label)
          .map(({ value }) => JSON.stringify(value))
          .toSorted()
      const [sent, got] = [told('sent').join(', '), told('got').join(', ')]
      const refused = marksOf(record, 'refused')[0]?.value
      const why = typeof refused === 'string' ? ` ${refused}` : ''
      const evidence = sayIn(locale)(
        `Sent: ${sent || '–'}; received: ${got || '–'}.${why}`,
        `发送的：${sent || '–'}；收到的：${got || '–'}。${why}`,
      )
      return passedIf(sent === got, evidence)
    },
  },
  {
    id: 'start-does-not-wait',
    sabotage: { callIt: 1 },
    title: { en: "The parent's line does not wait for the tasks", 'zh-CN': '父进程的那一行不等任务做完' },
    shows: (record) => linesOf(record, mainOf(record)).find(({ text }) => text.includes('last line')),
    judge(record, locale) {
      const lines = linesOf(record, undefined, 'stdout')
      const main = lines.findIndex(({ pid, text }) => pid === mainOf(record) && text.includes('last line'))
      const done = lines.findIndex(({ text }) => text.endsWith('is done'))
      const evidence = sayIn(locale)(
        `Of ${lines.length} lines, the parent's is number ${main + 1}, the first "is done" number ${done + 1}.`,
        `共 ${lines.length} 行，父进程的是第 ${main + 1} 行，第一个 is done 是第 ${done + 1} 行。`,
      )
      return passedIf(main >= 0 && done > main, evidence)
    },
  },
  {
    id: 'pid-when-start-returns',
    sabotage: { callIt: 1 },
    title: { en: 'When start returns, the process exists', 'zh-CN': 'start 返回时，进程已经存在' },
    shows: (record) => marksOf(record, 'code-ended')[0],
    judge(record, locale) {
      const ended = marksOf(record, 'code-ended')[0]?.t ?? 0
      const started = childPids(record).map((pid) => ({ pid, t: startOf(record, pid) ?? Number.POSITIVE_INFINITY }))
      const list = started.map(({ pid, t }) => `${pid}: ${seconds(t)} s`).join(', ') || '–'
      const evidence = sayIn(locale)(
        `Processes and when they existed: ${list}; the parent came to its last line at ${seconds(ended)} s.`,
        `各进程出现的时刻：${list}；父进程在 ${seconds(ended)} 秒执行到最后一行。`,
      )
      return passedIf(started.length > 0 && started.every(({ t }) => t <= ended), evidence)
    },
  },
  {
    id: 'parent-ends-last',
    sabotage: { callIt: 1 },
    title: { en: "The parent's code ends first, its process last", 'zh-CN': '父进程的代码最先结束，它的进程最后结束' },
    shows: (record) => exitOf(record, mainOf(record)),
    judge(record, locale) {
      const code = markedNumber(record, 'code-ended')
      const work = Math.max(...childPids(record).flatMap((pid) => markedNumbers(record, 'work-done', pid)))
      const [last, exit] = [exitOf(record, mainOf(record))?.t, marksOf(record, 'work-done').at(-1)?.t]
      const say = sayIn(locale)
      if (code === undefined || last === undefined || exit === undefined || !Number.isFinite(work)) {
        return passedIf(false, say('No child process did the work.', '没有子进程在做这项工作。'))
      }
      const evidence = say(
        `The parent's last line ran ${work - code} ms before the last task was done; its process ended ${seconds(last - exit)} s after that.`,
        `父进程的最后一行在最后一个任务做完之前 ${work - code} 毫秒执行；它的进程则在那之后 ${seconds(last - exit)} 秒结束。`,
      )
      return passedIf(code < work && last > exit, evidence)
    },
  },
]
