import { childrenOf, isOver, statesOf } from '../../../shared/model/evidence.ts'
import { speed, type Lesson } from '../../../shared/model/lesson.ts'
import { zombieChecks } from './zombie-checks.ts'

export const zombie: Lesson = {
  id: '16-zombie',
  chapter: 4,
  title: { en: 'A zombie', 'zh-CN': '僵尸进程' },
  summary: {
    en: 'A child ends while its parent is busy and does not wait. What stays in the process table is a zombie: no memory, no code, only an exit status that nobody has taken. Killing it does nothing; join removes it.',
    'zh-CN':
      '子进程结束了，而父进程正忙，没有等待它。留在进程表里的就是僵尸进程：没有内存，没有代码，只有一个无人领取的退出状态。强制结束它毫无作用；join 才能使它消失。',
  },
  covers: ['25', '27'],
  platforms: ['linux', 'darwin'],
  unavailable: {
    win32: {
      en: 'Windows has no zombies: an ended process is kept only as an object, for as long as somebody holds a handle to it.',
      'zh-CN': 'Windows 没有僵尸进程：已结束的进程只在有人持有它的句柄时，作为对象保留下来。',
    },
  },
  parameters: [
    speed,
    {
      name: 'zombieSeconds',
      title: { en: 'The parent stays busy for', 'zh-CN': '父进程持续忙碌' },
      unit: 's',
      min: 1,
      max: 30,
      step: 0.5,
      default: 3,
    },
    {
      name: 'reapAtOnce',
      title: { en: 'Break it: reap at once (1)', 'zh-CN': '破坏它：立即回收（1）' },
      min: 0,
      max: 1,
      step: 1,
      default: 0,
    },
    {
      name: 'join',
      title: { en: 'Break it: no join (0)', 'zh-CN': '破坏它：不 join（0）' },
      min: 0,
      max: 1,
      step: 1,
      default: 1,
    },
  ],
  fastest: { zombieSeconds: 1 },
  questions: [
    {
      id: 'state',
      kind: 'choice',
      text: {
        en: 'The child has ended, the parent has not waited. In which state is the child?',
        'zh-CN': '子进程已经结束，父进程还没有等待。子进程处于什么状态？',
      },
      options: [
        { id: 'gone', text: { en: 'It is not in the table any more', 'zh-CN': '已不在进程表中' } },
        { id: 'sleeping', text: { en: 'S, sleeping', 'zh-CN': 'S，睡眠' } },
        { id: 'zombie', text: { en: 'Z, zombie', 'zh-CN': 'Z，僵尸' } },
      ],
      measure: (record) => {
        const child = childrenOf(record)[0]?.pid
        if (child === undefined) return undefined
        if (statesOf(record, child).has('zombie')) return 'zombie'
        return isOver(record) ? 'gone' : undefined
      },
    },
  ],
  variants: [
    {
      id: 'reap-at-once',
      title: { en: 'The parent reaps at once', 'zh-CN': '父进程立即回收' },
      parameters: { reapAtOnce: 1 },
    },
    { id: 'no-join', title: { en: 'Leave out the join', 'zh-CN': '去掉 join' }, parameters: { join: 0 } },
  ],
  actions: [
    {
      id: 'kill-zombie',
      title: { en: 'Kill the zombie', 'zh-CN': '强制结束僵尸' },
      target: 'brief',
      signal: 'SIGKILL',
    },
    { id: 'end-parent', title: { en: 'End its parent', 'zh-CN': '结束它的父进程' }, target: 'main', signal: 'SIGKILL' },
  ],
  probes: [{ when: { role: 'child', state: 'zombie' }, signal: 'SIGKILL' }],
  checks: zombieChecks,
}
