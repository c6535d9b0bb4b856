import { markedNumber, processNamed } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson, type Question } from '../../../shared/model/lesson.ts'
import { waitingChecks } from './waiting-checks.ts'

const whoEndsFirst = (name: 'patient' | 'killed', en: string, zh: string): Question => ({
  id: name,
  kind: 'choice',
  text: { en, 'zh-CN': zh },
  options: [
    { id: 'parent', text: { en: "The parent's process ends first", 'zh-CN': '父进程先结束' } },
    { id: 'child', text: { en: "The child's work ends first", 'zh-CN': '子进程的工作先结束' } },
  ],
  measure(record) {
    const ended = markedNumber(record, `${name}-ended`)
    const done = markedNumber(record, 'work-done', processNamed(record, `child-of-${name}`)?.pid ?? 0)
    if (ended === undefined || done === undefined) return undefined
    return ended < done ? 'parent' : 'child'
  },
})

export const parentWaits: Lesson = {
  id: '15-parent-waits',
  chapter: 4,
  title: { en: 'The parent waits', 'zh-CN': '父进程会等待' },
  summary: {
    en: 'A parent whose code is at its end does not end before its child. That is a courtesy of multiprocessing, not a law of the operating system: a killed parent waits for nobody.',
    'zh-CN':
      '父进程的代码已经执行完，却不会先于子进程结束。这是 multiprocessing 的约定，不是操作系统的规定：被强制结束的父进程谁也不等。',
  },
  covers: ['24'],
  platforms: ['linux', 'darwin'],
  unavailable: {
    win32: {
      en: 'On Windows the waiting is the same, but the other half cannot be shown with Node: it puts its children into a job object, and they end with a killed parent.',
      'zh-CN':
        '在 Windows 上等待的部分是一样的，但另一半无法用 Node 演示：Node 把子进程放进作业对象（Job Object），父进程被强制结束时它们也随之结束。',
    },
  },
  parameters: [
    speed,
    toggle('killBoth', {
      en: 'Break it: kill the patient parent too (1)',
      'zh-CN': '破坏它：把等待的父进程也强制结束（1）',
    }),
    toggle('killNone', { en: 'Break it: kill nobody (1)', 'zh-CN': '破坏它：一个也不强制结束（1）' }),
  ],
  fastest: { speed: 2 },
  questions: [
    whoEndsFirst(
      'patient',
      'A parent starts a child, and then its code is at its end. What ends first?',
      '父进程启动子进程之后，代码就执行完了。哪个先结束？',
    ),
    whoEndsFirst('killed', 'The other parent is killed. What ends first?', '另一个父进程被强制结束。哪个先结束？'),
  ],
  variants: [
    {
      id: 'kill-both',
      title: { en: 'Kill both parents', 'zh-CN': '两个父进程都强制结束' },
      parameters: { killBoth: 1 },
    },
    { id: 'kill-none', title: { en: 'Kill nobody', 'zh-CN': '一个也不强制结束' }, parameters: { killNone: 1 } },
  ],
  actions: [
    {
      id: 'kill-patient',
      title: { en: 'Kill the waiting parent', 'zh-CN': '强制结束正在等待的父进程' },
      target: 'patient',
      signal: 'SIGKILL',
    },
    {
      id: 'end-patient',
      title: { en: 'End the waiting parent politely', 'zh-CN': '礼貌地终止正在等待的父进程' },
      target: 'patient',
      signal: 'SIGTERM',
    },
  ],
  probes: [],
  checks: waitingChecks,
}
