import { type Lesson, speed, toggle } from '../../../shared/model/lesson.ts'
import { coresChecks, mostAtOnce } from './cores-checks.ts'

export const coresAndTasks: Lesson = {
  id: '05-cores-and-tasks',
  chapter: 1,
  title: { en: 'More tasks than CPUs', 'zh-CN': '核与任务' },
  summary: {
    en: 'Two tasks more than there are CPUs. Never are more of them computing than there are CPUs; when one blocks, another takes its place; and when it goes on, it may be on another CPU.',
    'zh-CN':
      '任务比 CPU 多两个。同一时刻在计算的任务从不多于 CPU；一个阻塞了，另一个就顶上；它继续的时候，可能已经在另一个 CPU 上。',
  },
  covers: ['9'],
  platforms: ['linux'],
  unavailable: {
    darwin: {
      en: 'macOS tells no other process on which CPU a task runs, and cannot confine tasks to some CPUs. Its counterpart to look at is the CPU history of Activity Monitor.',
      'zh-CN':
        'macOS 不告诉别的进程某个任务在哪个 CPU 上，也不能限定任务可用的 CPU。可以参考“活动监视器”的 CPU 历史记录。',
    },
    win32: {
      en: 'Windows has all of this, but the lesson reads it from /proc and confines tasks with taskset. The counterparts are GetCurrentProcessorNumber and SetProcessAffinityMask.',
      'zh-CN':
        'Windows 也有这一切，但这一课从 /proc 读取，并用 taskset 限定 CPU。对应的是 GetCurrentProcessorNumber 和 SetProcessAffinityMask。',
    },
  },
  parameters: [
    speed,
    toggle('allBlock', { en: 'Break it: all tasks only block', 'zh-CN': '破坏它：所有任务都只阻塞' }),
    toggle('fixed', { en: 'Break it: each task has a fixed CPU', 'zh-CN': '破坏它：每个任务固定在一个 CPU 上' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'at-once',
      kind: 'number',
      text: {
        en: 'There are two tasks more than CPUs (at most four CPUs are used). How many tasks are on a CPU at once, at most?',
        'zh-CN': '任务比 CPU 多两个（最多使用四个 CPU）。同一时刻最多有几个任务在 CPU 上？',
      },
      tolerance: 0,
      measure: mostAtOnce,
    },
  ],
  variants: [
    {
      id: 'all-block',
      title: { en: 'Make all of them block', 'zh-CN': '让所有任务都阻塞' },
      parameters: { allBlock: 1 },
    },
    {
      id: 'fixed',
      title: { en: 'Give each task a fixed CPU', 'zh-CN': '给每个任务固定一个 CPU' },
      parameters: { fixed: 1 },
    },
  ],
  actions: [
    {
      id: 'stop-blocking',
      title: { en: 'Pause blocking-1', 'zh-CN': '暂停 blocking-1' },
      target: 'blocking-1',
      signal: 'SIGSTOP',
    },
    {
      id: 'continue-blocking',
      title: { en: 'Let it go on', 'zh-CN': '让它继续' },
      target: 'blocking-1',
      signal: 'SIGCONT',
    },
  ],
  probes: [],
  checks: coresChecks,
}
