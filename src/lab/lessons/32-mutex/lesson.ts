import { eventsOf, isOver } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { spansOf, wholeStretchMs } from '../../../shared/model/spans.ts'
import { changesOfWriter, lineOrder, mutexChecks } from './mutex-checks.ts'

export const mutex: Lesson = {
  id: '32-mutex',
  chapter: 7,
  title: { en: 'A mutex', 'zh-CN': '互斥锁' },
  summary: {
    en: 'Three writers share a terminal and one lock. Whoever has the lock writes all its lines; the others wait. Order is restored, and it costs exactly what the writers had gained by running at once.',
    'zh-CN':
      '三个写者共用一个终端和一把锁。拿到锁的一口气写完自己的三行，其他的等着。秩序恢复了，代价正是它们同时运行所省下的时间。',
  },
  covers: ['2', '37'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('lock', { en: 'The writers use the lock', 'zh-CN': '写者使用锁' }, true),
    toggle('killHolder', { en: 'Break it: kill the holder', 'zh-CN': '破坏它：强制结束持有者' }),
  ],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'blocks',
      kind: 'choice',
      text: {
        en: 'Nine lines by three writers, with a lock. How do they come out?',
        'zh-CN': '三个写者共九行，有锁。输出是什么样子？',
      },
      options: [
        { id: 'blocks', text: { en: 'Three blocks of three', 'zh-CN': '三个整块，每块三行' } },
        { id: 'mixed', text: { en: 'Mixed', 'zh-CN': '混在一起' } },
      ],
      measure(record) {
        const order = lineOrder(record)
        if (order.length < 9) return undefined
        return changesOfWriter(order) <= 2 ? 'blocks' : 'mixed'
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
    {
      id: 'dead-holder',
      kind: 'choice',
      text: {
        en: 'Is there anybody who waits for a lock that will never be released?',
        'zh-CN': '有没有进程在等一把永远不会释放的锁？',
      },
      options: [
        { id: 'yes', text: { en: 'Yes, a deadlock', 'zh-CN': '有，死锁了' } },
        { id: 'no', text: { en: 'No', 'zh-CN': '没有' } },
      ],
      measure(record) {
        if (eventsOf(record, 'deadlock').length > 0) return 'yes'
        return isOver(record) ? 'no' : undefined
      },
    },
  ],
  variants: [
    {
      id: 'no-lock',
      title: { en: 'Take the lock away', 'zh-CN': '拿走锁' },
      parameters: { lock: 0 },
    },
    {
      id: 'kill-holder',
      title: { en: 'Kill the holder: deadlock', 'zh-CN': '强制结束持有者：死锁' },
      parameters: { killHolder: 1 },
    },
  ],
  actions: ['writer-1', 'writer-2', 'writer-3'].map((target) => ({
    id: `kill-${target}`,
    title: { en: `Kill ${target}`, 'zh-CN': `强制结束 ${target}` },
    target,
    signal: 'SIGKILL',
  })),
  probes: [],
  checks: mutexChecks,
}
