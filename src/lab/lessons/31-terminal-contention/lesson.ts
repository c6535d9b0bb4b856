import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { spansOf, wholeStretchMs } from '../../../shared/model/spans.ts'
import { contentionChecks, interruptions, lineOrder } from './contention-checks.ts'

export const terminalContention: Lesson = {
  id: '31-terminal-contention',
  chapter: 7,
  title: { en: 'Three writers, one terminal', 'zh-CN': '三个写者，一个终端' },
  summary: {
    en: 'Three processes write three lines each to the same terminal, all at once. It is quick, and the lines are mixed: sharing brings competition, and competition brings disorder.',
    'zh-CN': '三个进程同时往同一个终端各写三行。很快就写完了，但行与行混在一起：共享带来竞争，竞争带来错乱。',
  },
  covers: ['2', '36'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [speed, toggle('lock', { en: 'Break it: the writers use a lock', 'zh-CN': '破坏它：写者使用锁' })],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'mixed',
      kind: 'choice',
      text: { en: 'How will the nine lines come out?', 'zh-CN': '这九行会怎样输出？' },
      options: [
        { id: 'blocks', text: { en: 'Three blocks of three', 'zh-CN': '三个整块，每块三行' } },
        { id: 'mixed', text: { en: 'Mixed', 'zh-CN': '混在一起' } },
      ],
      measure(record) {
        const order = lineOrder(record)
        if (order.length < 9) return undefined
        return interruptions(order) > 0 ? 'mixed' : 'blocks'
      },
    },
    {
      id: 'elapsed',
      kind: 'number',
      unit: 'ms',
      text: {
        en: 'One writer needs 2 s (at speed 1). How long do the three take?',
        'zh-CN': '一个写者需要 2 秒（速度为 1 时）。三个一共要多久？',
      },
      measure: (record) => wholeStretchMs(spansOf(record, 'in', 'out'), 3),
    },
  ],
  variants: [{ id: 'lock', title: { en: 'Give them a lock', 'zh-CN': '给它们一把锁' }, parameters: { lock: 1 } }],
  actions: [
    { id: 'stop', title: { en: 'Stop writer-2', 'zh-CN': '暂停 writer-2' }, target: 'writer-2', signal: 'SIGSTOP' },
    { id: 'continue', title: { en: 'Let it go on', 'zh-CN': '让它继续' }, target: 'writer-2', signal: 'SIGCONT' },
  ],
  probes: [],
  checks: contentionChecks,
}
