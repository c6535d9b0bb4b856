import { type Lesson, speed, toggle } from '../../../shared/model/lesson.ts'
import { bothPercent, threadsChecks } from './threads-checks.ts'

export const threadsAndCores: Lesson = {
  id: '10-threads-and-cores',
  chapter: 2,
  title: { en: 'Threads, processes and cores', 'zh-CN': '线程、进程与多核' },
  summary: {
    en: 'The same two tasks in one event loop, in two threads, and in two processes. Computing is done at once only by those that have a core each; waiting overlaps everywhere.',
    'zh-CN':
      '同样的两个任务，放在一个事件循环里、两个线程里、两个进程里。只有各占一个核的才能同时计算；而等待在哪里都可以重叠。',
  },
  covers: ['15'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('onlyWaits', { en: 'Change the work: only waits', 'zh-CN': '改变工作：全是等待' }),
    toggle('onlyComputes', { en: 'Change the work: only computing', 'zh-CN': '改变工作：全是计算' }),
    toggle('loopAsThreads', {
      en: 'Break it: threads instead of the event loop',
      'zh-CN': '破坏它：用线程代替事件循环',
    }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'loop-at-once',
      kind: 'number',
      unit: '%',
      text: {
        en: 'Two computing tasks run in one event loop, on a machine with several cores. In how much of their time do both compute in the same moment?',
        'zh-CN': '在多核机器上，两个计算任务放在同一个事件循环里。它们有百分之几的时间在同一瞬间计算？',
      },
      tolerance: 1,
      measure(record) {
        const percent = bothPercent(record, 'computing-in-one-loop')
        return percent === undefined ? undefined : Math.round(percent)
      },
    },
    {
      id: 'threads-at-once',
      kind: 'choice',
      text: {
        en: 'And in two worker threads of Node: do they ever compute in the same moment?',
        'zh-CN': '放在 Node 的两个工作线程里呢？它们会在同一瞬间计算吗？',
      },
      options: [
        { id: 'yes', text: { en: 'Yes', 'zh-CN': '会' } },
        { id: 'no', text: { en: 'No, only processes do', 'zh-CN': '不会，只有进程才会' } },
      ],
      measure(record) {
        const percent = bothPercent(record, 'computing-in-threads')
        return percent === undefined ? undefined : percent >= 0.5 ? 'yes' : 'no'
      },
    },
  ],
  variants: [
    { id: 'only-waits', title: { en: 'Only waits', 'zh-CN': '全是等待' }, parameters: { onlyWaits: 1 } },
    { id: 'only-computes', title: { en: 'Only computing', 'zh-CN': '全是计算' }, parameters: { onlyComputes: 1 } },
    {
      id: 'loop-as-threads',
      title: { en: 'Threads instead of the event loop', 'zh-CN': '用线程代替事件循环' },
      parameters: { loopAsThreads: 1 },
    },
  ],
  actions: [
    {
      id: 'stop-one',
      title: { en: 'Pause one of the processes', 'zh-CN': '暂停其中一个进程' },
      target: 'one',
      signal: 'SIGSTOP',
    },
    { id: 'continue-one', title: { en: 'Let it go on', 'zh-CN': '让它继续' }, target: 'one', signal: 'SIGCONT' },
  ],
  probes: [],
  checks: threadsChecks,
}
