import { type Lesson, speed, toggle } from '../../../shared/model/lesson.ts'
import { bothPercent, parallelChecks, roundOf } from './parallel-checks.ts'

export const concurrentOrParallel: Lesson = {
  id: '04-concurrent-or-parallel',
  chapter: 1,
  title: { en: 'Concurrent or parallel', 'zh-CN': '并发与并行' },
  summary: {
    en: 'Two jobs that only compute: first both on one CPU, then one on each of two. In the first round they take turns and are never on a CPU in the same moment; in the second they are.',
    'zh-CN':
      '两个只做计算的作业：先共用一个 CPU，再各用一个。第一轮里它们轮流运行，从不在同一瞬间计算；第二轮里它们真正同时运行。',
  },
  covers: ['7', '8'],
  platforms: ['linux'],
  unavailable: {
    darwin: {
      en: 'macOS cannot confine a process to one CPU; its scheduler takes hints only (quality-of-service classes). To see turns there, start more computing programs than the machine has cores.',
      'zh-CN':
        'macOS 不能把进程限制在一个 CPU 上，调度器只接受提示（服务质量等级）。想看到轮流运行，可以启动比核心数更多的计算程序。',
    },
    win32: {
      en: 'Forkscope confines processes with taskset, which Windows does not have; its counterpart is the affinity of a process: Task Manager, Details, Set affinity, or start /affinity 1.',
      'zh-CN':
        'Forkscope 用 taskset 限定 CPU，而 Windows 没有它；对应的是进程的相关性：任务管理器“详细信息”中的“设置相关性”，或 start /affinity 1。',
    },
  },
  parameters: [
    speed,
    {
      name: 'apartPercent',
      title: { en: 'Second round: part of it with a CPU for each', 'zh-CN': '第二轮中各用一个 CPU 的时间' },
      unit: '%',
      min: 0,
      max: 100,
      step: 10,
      default: 100,
    },
    toggle('apartFromStart', {
      en: 'Break it: a CPU for each in the first round too',
      'zh-CN': '破坏它：第一轮也各用一个 CPU',
    }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'both-on-one-cpu',
      kind: 'number',
      unit: '%',
      text: {
        en: 'Both jobs share one CPU. In how much of their computing time do both compute in the same moment?',
        'zh-CN': '两个作业共用一个 CPU。在它们的计算时间里，有百分之几是两者在同一瞬间计算？',
      },
      tolerance: 2,
      measure(record) {
        const round = roundOf(record, 'one-cpu')
        return round && Math.round(bothPercent(round))
      },
    },
  ],
  variants: [
    {
      id: 'pin-again',
      title: { en: 'Put both on one CPU again while they run', 'zh-CN': '运行途中再放回同一个 CPU' },
      parameters: { apartPercent: 50 },
    },
    {
      id: 'never-apart',
      title: { en: 'One CPU in the second round too', 'zh-CN': '第二轮也只用一个 CPU' },
      parameters: { apartPercent: 0 },
    },
    {
      id: 'apart-from-start',
      title: { en: 'A CPU for each from the start', 'zh-CN': '一开始就各用一个 CPU' },
      parameters: { apartFromStart: 1 },
    },
  ],
  actions: [
    { id: 'stop-one', title: { en: 'Pause one', 'zh-CN': '暂停 one' }, target: 'one', signal: 'SIGSTOP' },
    { id: 'continue-one', title: { en: 'Let it go on', 'zh-CN': '让它继续' }, target: 'one', signal: 'SIGCONT' },
  ],
  probes: [],
  checks: parallelChecks,
}
