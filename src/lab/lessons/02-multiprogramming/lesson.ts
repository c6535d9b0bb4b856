import { type Lesson, speed, toggle } from '../../../shared/model/lesson.ts'
import { multiprogrammingChecks, togetherPercent } from './multiprogramming-checks.ts'

export const multiprogramming: Lesson = {
  id: '02-multiprogramming',
  chapter: 1,
  title: { en: 'Many programs, one CPU', 'zh-CN': '多道技术' },
  summary: {
    en: 'Three jobs compute and wait by turns on one CPU: first one job after another, then all together. While one waits, another computes, and the same work is done in clearly less time.',
    'zh-CN':
      '三个作业在同一个 CPU 上交替计算和等待：先逐个运行，再一起运行。一个在等待时，另一个在计算，同样的工作用时明显更短。',
  },
  covers: ['3', '5'],
  platforms: ['linux'],
  unavailable: {
    darwin: {
      en: 'macOS does not let a program confine a process to one CPU, so other CPUs would hide the effect; its counterpart are hints: thread affinity tags and quality-of-service classes.',
      'zh-CN':
        'macOS 不允许程序把进程限制在一个 CPU 上，其他 CPU 会掩盖这一效果；它只有提示性的机制：线程亲和标签和服务质量等级。',
    },
    win32: {
      en: 'Forkscope confines processes with taskset, which Windows does not have; its counterpart is SetProcessAffinityMask, or start /affinity 1 in a command prompt.',
      'zh-CN':
        'Forkscope 用 taskset 限定 CPU，而 Windows 没有它；对应的是 SetProcessAffinityMask，或命令提示符中的 start /affinity 1。',
    },
  },
  parameters: [
    speed,
    {
      name: 'bursts',
      title: { en: 'Bursts of computing per job', 'zh-CN': '每个作业的计算次数' },
      min: 4,
      max: 20,
      step: 1,
      default: 6,
    },
    toggle('noWaits', { en: 'Break it: the jobs never wait', 'zh-CN': '破坏它：作业从不等待' }),
    toggle('hogsWait', { en: 'Break it: the third round waits too', 'zh-CN': '破坏它：第三轮也有等待' }),
  ],
  fastest: { speed: 4, bursts: 8 },
  questions: [
    {
      id: 'together-percent',
      kind: 'number',
      unit: '%',
      text: {
        en: 'Each of three jobs computes half of its time and waits the other half. How long do they take together on one CPU, in percent of one after another?',
        'zh-CN':
          '三个作业各有一半时间在计算，一半时间在等待。它们在一个 CPU 上一起运行，所需时间是逐个运行的百分之几？',
      },
      tolerance: 12,
      measure: togetherPercent,
    },
  ],
  variants: [
    { id: 'no-waits', title: { en: 'Take the waits away', 'zh-CN': '去掉等待' }, parameters: { noWaits: 1 } },
    {
      id: 'hogs-wait',
      title: { en: 'Let the third round wait too', 'zh-CN': '让第三轮也等待' },
      parameters: { hogsWait: 1 },
    },
  ],
  actions: [
    { id: 'stop-job', title: { en: 'Pause job-1', 'zh-CN': '暂停 job-1' }, target: 'job-1', signal: 'SIGSTOP' },
    { id: 'continue-job', title: { en: 'Let it go on', 'zh-CN': '让它继续' }, target: 'job-1', signal: 'SIGCONT' },
  ],
  probes: [],
  checks: multiprogrammingChecks,
}
