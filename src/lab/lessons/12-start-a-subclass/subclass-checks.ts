import type { Locale } from '../../../shared/contract/lab.ts'
import {
  childrenOf,
  exitOf,
  inconclusive,
  mainOf,
  markedNumber,
  markedNumbers,
  marksOf,
  passedIf,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

const json = (record: RunRecord, label: string): string => JSON.stringify(marksOf(record, label)[0]?.value) ?? '–'

function withoutProcess(locale: Locale): Judgement {
  return inconclusive(sayIn(locale)('No process was started.', '没有启动任何进程。'))
}

export const subclassChecks: readonly LessonCheck[] = [
  {
    id: 'run-in-a-new-process',
    sabotage: { callRun: 1 },
    title: { en: 'start() lets run() run in a child of main', 'zh-CN': 'start() 让 run() 在主进程的子进程中运行' },
    shows: (record) => marksOf(record, 'ran')[0],
    judge(record, locale) {
      const main = mainOf(record)
      const ran = markedNumber(record, 'ran')
      if (ran === undefined) return withoutProcess(locale)
      const parent = record.observations.find(({ pid }) => pid === ran)?.ppid
      const evidence = sayIn(locale)(
        `run() ran in ${ran}, whose parent is ${parent ?? '–'}; main is ${main}.`,
        `run() 在 ${ran} 中运行，其父进程是 ${parent ?? '–'}；主进程是 ${main}。`,
      )
      return passedIf(ran !== main && parent === main, evidence)
    },
  },
  {
    id: 'name-of-the-subclass',
    sabotage: { noName: 1 },
    title: { en: 'It has the name that its constructor gave it', 'zh-CN': '它的名称是构造函数里设置的那个' },
    shows: (record) => childrenOf(record)[0],
    judge(record, locale) {
      const names = childrenOf(record).map(({ name }) => name)
      if (names.length === 0) return withoutProcess(locale)
      const evidence = sayIn(locale)(
        `Started under the name: ${names.join(', ')}.`,
        `启动时的名称：${names.join('、')}。`,
      )
      return passedIf(names.length === 1 && names[0] === 'greeter', evidence)
    },
  },
  {
    id: 'fields-travel',
    sabotage: { forgetSuper: 1 },
    title: {
      en: 'Its fields travel along; its constructor does not run again',
      'zh-CN': '它的字段随之到达，构造函数不会再执行一次',
    },
    shows: (record) => marksOf(record, 'refused')[0] ?? marksOf(record, 'fields')[0],
    judge(record, locale) {
      const [sent, got] = [json(record, 'sent'), json(record, 'fields')]
      const made = markedNumbers(record, 'constructed')
      const refused = marksOf(record, 'refused')[0]?.value
      const why = typeof refused === 'string' ? ` ${refused}` : ''
      const evidence = sayIn(locale)(
        `Fields set: ${sent}; fields in run(): ${got}; constructed in: ${made.join(', ') || '–'}.${why}`,
        `设置的字段：${sent}；run() 里的字段：${got}；构造函数执行于：${made.join('、') || '–'}。${why}`,
      )
      return passedIf(sent === got && made.length === 1 && made[0] === mainOf(record), evidence)
    },
  },
  {
    id: 'parent-ends-last',
    sabotage: { callRun: 1 },
    title: { en: "The parent's code ends first, its process last", 'zh-CN': '父进程的代码最先结束，它的进程最后结束' },
    shows: (record) => exitOf(record, mainOf(record)),
    judge(record, locale) {
      const [code, work] = [markedNumber(record, 'code-ended'), markedNumber(record, 'work-done')]
      const [exit, done] = [exitOf(record, mainOf(record))?.t, marksOf(record, 'work-done')[0]?.t]
      const say = sayIn(locale)
      if (code === undefined || work === undefined || exit === undefined || done === undefined) {
        return inconclusive(say('No process did the work.', '没有进程做这项工作。'))
      }
      const evidence = say(
        `The parent's last line ran ${work - code} ms before the task was done (negative: after); its process ended ${seconds(exit - done)} s after that.`,
        `父进程的最后一行在任务做完之前 ${work - code} 毫秒执行（负数表示之后）；它的进程则在那之后 ${seconds(exit - done)} 秒结束。`,
      )
      return passedIf(code < work && exit > done, evidence)
    },
  },
]
