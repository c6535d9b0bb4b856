import { type Lesson, speed, toggle } from '../../../shared/model/lesson.ts'
import { kernelChecks, spentBy, userPercent } from './kernel-checks.ts'

export const kernelAndUser: Lesson = {
  id: '01-kernel-and-user',
  chapter: 1,
  title: { en: 'Kernel and user mode', 'zh-CN': '内核态与用户态' },
  summary: {
    en: 'Three processes: one only computes, one asks the operating system for work, one waits. The kernel counts for each how long it ran in user mode and in kernel mode, and the one that waits uses no CPU at all.',
    'zh-CN':
      '三个进程：一个只做计算，一个不断请操作系统做事，一个在等待。内核分别记录每个进程在用户态和内核态运行了多久；等待的那个完全不占用 CPU。',
  },
  covers: ['1', '2'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('swap', { en: 'Break it: swap the work', 'zh-CN': '破坏它：交换两者的工作' }),
    toggle('busyWait', {
      en: 'Break it: ask again and again instead of waiting',
      'zh-CN': '破坏它：不等待，而是反复询问',
    }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'asker-user-percent',
      kind: 'number',
      unit: '%',
      text: {
        en: 'One process does nothing but read a file that is already in memory. How much of its CPU time is spent in its own code, in user mode?',
        'zh-CN': '一个进程只做一件事：读取已在内存中的文件。它的 CPU 时间有多少花在自己的代码上，也就是用户态？',
      },
      tolerance: 15,
      measure: (record) => userPercent(spentBy(record, 'asker')),
    },
    {
      id: 'waiting',
      kind: 'choice',
      text: {
        en: 'The waiting process waits for an event for as long as the others work. How much CPU does it use?',
        'zh-CN': '等待的进程在其他进程工作期间一直等待一个事件。它用多少 CPU？',
      },
      options: [
        { id: 'none', text: { en: 'Next to none', 'zh-CN': '几乎不用' } },
        { id: 'some', text: { en: 'As much as one that works', 'zh-CN': '和工作的进程一样多' } },
      ],
      measure(record) {
        const [waiting, working] = [spentBy(record, 'waiter'), spentBy(record, 'thinker')]
        if (waiting === undefined || working === undefined) return undefined
        return (waiting.user + waiting.system) * 5 < working.user + working.system ? 'none' : 'some'
      },
    },
  ],
  variants: [
    { id: 'swap', title: { en: 'Swap the work', 'zh-CN': '交换工作' }, parameters: { swap: 1 } },
    {
      id: 'busy-wait',
      title: { en: 'Wait by asking again and again', 'zh-CN': '用反复询问代替等待' },
      parameters: { busyWait: 1 },
    },
  ],
  actions: [
    {
      id: 'stop-thinker',
      title: { en: 'Pause the thinker', 'zh-CN': '暂停 thinker' },
      target: 'thinker',
      signal: 'SIGSTOP',
    },
    {
      id: 'continue-thinker',
      title: { en: 'Let it go on', 'zh-CN': '让它继续' },
      target: 'thinker',
      signal: 'SIGCONT',
    },
  ],
  probes: [],
  checks: kernelChecks,
}
