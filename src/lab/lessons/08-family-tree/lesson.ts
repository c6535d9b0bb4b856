import { type Lesson, speed, toggle } from '../../../shared/model/lesson.ts'
import { endOfChain, familyChecks } from './family-checks.ts'

export const familyTree: Lesson = {
  id: '08-family-tree',
  chapter: 2,
  title: { en: 'The family tree', 'zh-CN': '进程树' },
  summary: {
    en: 'Three generations: the main process, its child, its grandchild. Each has exactly one parent, and whoever climbs from parent to parent ends at the root of the system.',
    'zh-CN': '三代进程：主进程、子进程、孙进程。每个进程恰好有一个父进程；顺着父进程一路向上，终点是系统的根进程。',
  },
  covers: ['10', '12'],
  platforms: ['linux', 'darwin'],
  unavailable: {
    win32: {
      en: 'Windows has no tree of processes. It records the pid of the creator and never corrects it: the creator may be gone, and its pid another process by now. What counts is a handle, which can be given to anybody; job objects group processes.',
      'zh-CN':
        'Windows 没有进程树。它只记录创建者的 pid，而且从不更正：创建者可能已经消失，它的 pid 可能已属于别的进程。真正起作用的是句柄，它可以交给任何进程；把进程归为一组的是作业对象。',
    },
  },
  parameters: [
    speed,
    {
      name: 'steps',
      title: { en: 'Climb at most so many steps', 'zh-CN': '最多向上几步' },
      min: 1,
      max: 100,
      step: 1,
      default: 100,
    },
    toggle('flat', { en: 'Break it: the main process starts both', 'zh-CN': '破坏它：两个都由主进程启动' }),
    toggle('endMiddle', { en: 'Break it: end the middle one', 'zh-CN': '破坏它：结束中间那个' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'end-of-chain',
      kind: 'choice',
      text: {
        en: 'From the grandchild you climb to its parent, to that one’s parent, and on. Where does the climb end?',
        'zh-CN': '从孙进程出发，找到它的父进程，再找父进程的父进程……终点在哪里？',
      },
      options: [
        { id: 'main', text: { en: 'At the main process of the lesson', 'zh-CN': '在这一课的主进程' } },
        {
          id: 'between',
          text: { en: 'At the manager or at the shell that started it', 'zh-CN': '在管理器或启动它的 shell' },
        },
        { id: 'root', text: { en: 'At a process that has no parent', 'zh-CN': '在一个没有父进程的进程' } },
      ],
      measure: endOfChain,
    },
  ],
  variants: [
    { id: 'end-middle', title: { en: 'End the middle one', 'zh-CN': '结束中间那个' }, parameters: { endMiddle: 1 } },
    {
      id: 'flat',
      title: { en: 'Two children, no grandchild', 'zh-CN': '两个子进程，没有孙进程' },
      parameters: { flat: 1 },
    },
  ],
  actions: [
    {
      id: 'kill-child',
      title: { en: 'End the middle one', 'zh-CN': '结束中间那个' },
      target: 'child',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: familyChecks,
}
