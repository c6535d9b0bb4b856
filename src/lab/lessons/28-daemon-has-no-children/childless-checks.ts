import {
  childrenOf,
  exitOf,
  linesOf,
  mainOf,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

/** CPython's words. */
const refusal = 'AssertionError: daemonic processes are not allowed to have children'

const servantOf = (record: RunRecord): number => processNamed(record, 'servant')?.pid ?? 0

export const childlessChecks: readonly LessonCheck[] = [
  {
    id: 'refused-in-the-child',
    sabotage: { daemon: 0 },
    title: {
      en: 'The daemon gets an AssertionError, with these words',
      'zh-CN': '守护进程得到 AssertionError，原文如下',
    },
    shows: (record) => linesOf(record).find(({ text }) => text.includes(refusal)) ?? exitOf(record, servantOf(record)),
    judge(record, locale) {
      const say = sayIn(locale)
      const servant = servantOf(record)
      const lines = linesOf(record, undefined, 'stderr').map(({ pid, text }) => ({ pid, text }))
      const heading = lines.some(({ pid, text }) => pid === servant && text === 'Process servant:')
      const words = lines.filter(({ text }) => text.includes(refusal))
      const evidence =
        words.length === 0
          ? say(`Nobody wrote "${refusal}".`, `没有谁打印“${refusal}”。`)
          : say(
              `Process ${words[0]?.pid} wrote, on stderr: ${refusal}; the servant is ${servant}.`,
              `进程 ${words[0]?.pid} 在 stderr 上打印了：${refusal}；仆人是 ${servant}。`,
            )
      return passedIf(heading && words.length === 1 && words[0]?.pid === servant, evidence)
    },
  },
  {
    id: 'exit-code-one',
    sabotage: { catches: 1 },
    title: { en: 'Uncaught, it ends the daemon with exit code 1', 'zh-CN': '未被捕获，守护进程以退出码 1 结束' },
    shows: (record) => exitOf(record, servantOf(record)),
    judge(record, locale) {
      const servant = servantOf(record)
      const code = exitOf(record, servant)?.exitCode
      const evidence = sayIn(locale)(
        `Servant ${servant} ended with exit code ${code ?? '–'}.`,
        `仆人 ${servant} 的退出码是 ${code ?? '–'}。`,
      )
      return passedIf(code === 1, evidence)
    },
  },
  {
    id: 'no-grandchild',
    sabotage: { daemon: 0 },
    title: { en: 'The helper never existed', 'zh-CN': '帮手从未存在过' },
    shows: (record) => childrenOf(record).find(({ ppid }) => ppid === servantOf(record)) ?? marksOf(record, 'tries')[0],
    judge(record, locale) {
      const servant = servantOf(record)
      const tried = marksOf(record, 'tries', servant).length
      const born = childrenOf(record).filter(({ ppid }) => ppid === servant)
      const evidence = sayIn(locale)(
        `The servant tried ${tried} times to start a child; ${born.length} came into being${born.map(({ pid }) => `, pid ${pid}`).join('')}.`,
        `仆人尝试启动子进程 ${tried} 次；产生了 ${born.length} 个${born.map(({ pid }) => `，pid ${pid}`).join('')}。`,
      )
      return passedIf(tried === 1 && born.length === 0, evidence)
    },
  },
  {
    id: 'main-unaffected',
    sabotage: { strict: 1 },
    title: { en: 'The main process goes on and ends with 0', 'zh-CN': '主进程不受影响，以 0 结束' },
    shows: (record) => exitOf(record, mainOf(record)),
    judge(record, locale) {
      const main = mainOf(record)
      const code = exitOf(record, main)?.exitCode
      const said = linesOf(record, main, 'stdout').filter(({ text }) => text.endsWith('I go on')).length
      const evidence = sayIn(locale)(
        `The main process printed its last line ${said} times and ended with exit code ${code ?? '–'}.`,
        `主进程打印最后一行 ${said} 次，退出码是 ${code ?? '–'}。`,
      )
      return passedIf(code === 0 && said === 1, evidence)
    },
  },
]
