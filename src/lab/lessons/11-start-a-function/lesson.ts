import { linesOf, mainOf, marksOf } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { functionChecks } from './function-checks.ts'

export const startAFunction: Lesson = {
  id: '11-start-a-function',
  chapter: 3,
  title: { en: 'Start a function', 'zh-CN': '以函数开启进程' },
  summary: {
    en: 'The first of two ways to start a process: a function is named as target, and arguments are sent along. The parent does not wait for it, and still ends last.',
    'zh-CN': '开启进程的两种方式之一：指定一个函数作为 target，并附上参数。父进程不等它，却仍然最后结束。',
  },
  covers: ['14', '17', '20'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('callIt', { en: 'Break it: call the function (1)', 'zh-CN': '破坏它：直接调用函数（1）' }),
    toggle('sendFunction', {
      en: 'Break it: send a function as argument (1)',
      'zh-CN': '破坏它：把函数作为参数发送（1）',
    }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'order',
      kind: 'order',
      text: {
        en: 'The child works for one second. In which order do these lines come?',
        'zh-CN': '子进程工作一秒钟。这几行按什么顺序出现？',
      },
      options: [
        { id: 'main', text: { en: "the parent's last line", 'zh-CN': '父进程的最后一行' } },
        { id: 'running', text: { en: 'child 1 is running', 'zh-CN': 'child 1 is running（开始）' } },
        { id: 'done', text: { en: 'child 1 is done', 'zh-CN': 'child 1 is done（做完）' } },
      ],
      measure(record) {
        const order = linesOf(record, undefined, 'stdout').flatMap(({ pid, text }) => {
          if (text.startsWith('child 1')) return text.includes('is running') ? ['running'] : ['done']
          return pid === mainOf(record) && text.includes('last line') ? ['main'] : []
        })
        return order.length === 3 ? order : undefined
      },
    },
    {
      id: 'processes',
      kind: 'number',
      text: {
        en: 'In how many processes do the two tasks run?',
        'zh-CN': '两个任务在几个进程中运行？',
      },
      tolerance: 0,
      measure: (record) => new Set(marksOf(record, 'got').map(({ pid }) => pid)).size || undefined,
    },
  ],
  variants: [
    {
      id: 'call-it',
      title: { en: 'Call the function instead of passing it', 'zh-CN': '直接调用函数，而不是传递它' },
      parameters: { callIt: 1 },
    },
    {
      id: 'send-function',
      title: { en: 'Pass what cannot be serialised', 'zh-CN': '传递无法序列化的参数' },
      parameters: { sendFunction: 1 },
    },
  ],
  actions: [
    {
      id: 'kill-child',
      title: { en: 'Kill the first child', 'zh-CN': '强制结束第一个子进程' },
      target: 'positional',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: functionChecks,
}
