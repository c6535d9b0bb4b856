import {
  linesOf,
  livingLooks,
  looksBegunAfter,
  mainOf,
  markedNumber,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
  shown,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

const childOf = (record: RunRecord): number => processNamed(record, 'child')?.pid ?? 0

export const joinChecks: readonly LessonCheck[] = [
  {
    id: 'parent-line-last',
    sabotage: { join: 0 },
    title: {
      en: 'The line after join comes after all lines of the child',
      'zh-CN': 'join 之后的那一行排在子进程所有行之后',
    },
    shows: (record) => linesOf(record, mainOf(record)).find(({ text }) => text.includes('goes on')),
    judge(record, locale) {
      const lines = linesOf(record, undefined, 'stdout')
      const last = lines.findLastIndex(({ pid }) => pid === childOf(record))
      const goesOn = lines.findIndex(({ pid, text }) => pid === mainOf(record) && text.includes('goes on'))
      const evidence = sayIn(locale)(
        `The child's last line is line ${last + 1} of ${lines.length}, the main process's line after join is line ${goesOn + 1}.`,
        `共 ${lines.length} 行，子进程的最后一行是第 ${last + 1} 行，主进程 join 之后的那一行是第 ${goesOn + 1} 行。`,
      )
      return passedIf(last >= 0 && goesOn > last, evidence)
    },
  },
  {
    id: 'join-waits',
    sabotage: { join: 0 },
    title: { en: 'The parent waits until the work is done', 'zh-CN': '父进程一直等到工作做完' },
    shows: (record) => marksOf(record, 'main-goes-on')[0],
    judge(record, locale) {
      const done = markedNumber(record, 'work-done')
      const goesOn = markedNumber(record, 'main-goes-on')
      const say = sayIn(locale)
      if (done === undefined || goesOn === undefined) {
        return passedIf(false, say('One of the two never came so far.', '两者中有一个没有走到那一步。'))
      }
      const evidence = say(
        `The main process went on ${goesOn - done} ms after the child had done its work (negative: before).`,
        `主进程在子进程做完工作之后 ${goesOn - done} 毫秒继续运行（负数表示之前）。`,
      )
      return passedIf(goesOn >= done, evidence)
    },
  },
  {
    id: 'entry-gone',
    sabotage: { join: 0 },
    title: {
      en: 'When join returns, the process table has no entry of the child',
      'zh-CN': 'join 返回时，进程表中已没有子进程的表项',
    },
    shows: (record) => marksOf(record, 'in-table')[0],
    judge(record, locale) {
      const asked = marksOf(record, 'in-table')[0]
      const say = sayIn(locale)
      if (asked === undefined) return passedIf(false, say('The main process never asked.', '主进程没有问过。'))
      const later = looksBegunAfter(record, childOf(record), asked.t).filter(({ state }) => state !== 'gone')
      const mainLater = livingLooks(record, mainOf(record)).filter(({ t }) => t > asked.t).length
      const evidence = say(
        `Asked at ${seconds(asked.t)} s, the OS ${asked.value === true ? 'still had' : 'no longer had'} pid ${childOf(record)}; it was seen ${later.length} times later, while the main process was seen alive ${mainLater} times.`,
        `在 ${seconds(asked.t)} 秒询问时，操作系统中${asked.value === true ? '仍有' : '已没有'} pid ${childOf(record)}；此后看到它 ${later.length} 次，而看到主进程活着 ${mainLater} 次。`,
      )
      return passedIf(asked.value === false && later.length === 0, evidence)
    },
  },
  {
    id: 'pid-is-an-attribute',
    sabotage: { join: 0 },
    title: {
      en: 'The object still knows its pid, and now its exit code',
      'zh-CN': '对象仍记得 pid，并且有了退出码',
    },
    shows: (record) => marksOf(record, 'object')[0],
    judge(record, locale) {
      const told = marksOf(record, 'object')[0]?.value
      const wanted = JSON.stringify({ pid: childOf(record), exitCode: 0 })
      const evidence = sayIn(locale)(
        `After join the object says ${shown(told)}; the process that was started is ${childOf(record)}.`,
        `join 之后对象的内容是 ${shown(told)}；当初启动的进程是 ${childOf(record)}。`,
      )
      return passedIf(JSON.stringify(told) === wanted, evidence)
    },
  },
]
