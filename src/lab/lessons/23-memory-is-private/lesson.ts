import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { told } from '../../../shared/model/spans.ts'
import { memoryChecks, values } from './memory-checks.ts'

export const memoryIsPrivate: Lesson = {
  id: '23-memory-is-private',
  chapter: 5,
  title: { en: 'Memory is private', 'zh-CN': '内存是隔离的' },
  summary: {
    en: 'A child sets a global variable to 0. In its parent the variable of the same name is still 100: each process has its own memory. What they do share is outside: a file, a terminal, a queue.',
    'zh-CN':
      '子进程把一个全局变量设为 0，父进程里同名的变量仍是 100：每个进程有自己的内存。它们共用的东西在内存之外：文件、终端、队列。',
  },
  covers: ['16', '29'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('queue', { en: 'The child sends its n, the parent takes it', 'zh-CN': '子进程发送 n，父进程采用' }),
    toggle('writeFile', { en: 'The child writes 0 into the file too', 'zh-CN': '子进程也把 0 写进文件' }, true),
    toggle('justCall', {
      en: 'Break it: call the function, start no process',
      'zh-CN': '破坏它：直接调用函数，不启动进程',
    }),
  ],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'n',
      kind: 'number',
      text: {
        en: 'n is 100. The child sets it to 0 and ends. What is n in the parent?',
        'zh-CN': 'n 是 100。子进程把它设为 0，然后结束。父进程里 n 是多少？',
      },
      tolerance: 0,
      measure: (record) => {
        const value = values(record).inMain?.value
        return typeof value === 'number' ? value : undefined
      },
    },
    {
      id: 'file',
      kind: 'number',
      text: {
        en: 'A file says 100. The child writes 0 into it. What does the parent read?',
        'zh-CN': '文件里写着 100。子进程往里写了 0。父进程读到什么？',
      },
      tolerance: 0,
      measure: (record) => told(record, 'file'),
    },
  ],
  variants: [
    { id: 'queue', title: { en: 'Send it through a queue', 'zh-CN': '用队列传回来' }, parameters: { queue: 1 } },
    { id: 'just-call', title: { en: 'Start no process', 'zh-CN': '不启动进程' }, parameters: { justCall: 1 } },
  ],
  actions: [],
  probes: [],
  checks: memoryChecks,
}
