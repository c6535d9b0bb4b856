import { isOver } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { exerciseChecks, lines } from './exercise-checks.ts'

export const daemonExercise: Lesson = {
  id: '29-daemon-exercise',
  chapter: 6,
  title: { en: 'An exercise: foo and bar', 'zh-CN': '练习：foo 与 bar' },
  summary: {
    en: 'Two children: foo is a daemon with one second of work, bar is none and has three. The main process prints one line and its code is done. Which lines are printed?',
    'zh-CN':
      '两个子进程：foo 是守护进程，有一秒的工作；bar 不是，有三秒的工作。主进程打印一行，代码就执行完了。会打印出哪些行？',
  },
  covers: ['35'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('patient', { en: 'Main waits until both have begun', 'zh-CN': '主进程等两个都开始' }),
    toggle('joinFoo', { en: 'Break it: join foo', 'zh-CN': '破坏它：join foo' }),
    toggle('barIsDaemon', { en: 'Break it: bar is a daemon too', 'zh-CN': '破坏它：bar 也是守护进程' }),
  ],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'last',
      kind: 'choice',
      text: { en: 'Which line is printed last?', 'zh-CN': '最后打印的是哪一行？' },
      options: ['123', 'end123', '456', 'end456', 'main-------'].map((id) => ({ id, text: { en: id, 'zh-CN': id } })),
      measure: (record) => (isOver(record) ? lines(record).at(-1) : undefined),
    },
    {
      id: 'count',
      kind: 'number',
      text: {
        en: 'How many of the five lines (123, end123, 456, end456, main-------) are printed?',
        'zh-CN': '五行（123、end123、456、end456、main-------）里会打印出几行？',
      },
      tolerance: 0,
      measure: (record) => (isOver(record) ? lines(record).length : undefined),
    },
  ],
  variants: [
    {
      id: 'patient',
      title: { en: 'Main waits until both have begun', 'zh-CN': '主进程等两个都开始' },
      parameters: { patient: 1 },
    },
    { id: 'join-foo', title: { en: 'Join foo', 'zh-CN': 'join foo' }, parameters: { joinFoo: 1 } },
    { id: 'both', title: { en: 'bar is a daemon too', 'zh-CN': 'bar 也是守护进程' }, parameters: { barIsDaemon: 1 } },
  ],
  actions: [],
  probes: [],
  checks: exerciseChecks,
}
