import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { clock, hasRun, sold, wayChecks } from './way-checks.ts'

const ways = [
  { id: 'none', text: { en: 'nothing', 'zh-CN': '什么都不用' } },
  { id: 'lock', text: { en: 'a lock around buying', 'zh-CN': '买票加锁' } },
  { id: 'join', text: { en: 'join after each start', 'zh-CN': '每启动一个就 join' } },
]

export const mutexOrJoin: Lesson = {
  id: '34-mutex-or-join',
  chapter: 7,
  title: { en: 'Lock or join?', 'zh-CN': '用锁还是用 join' },
  summary: {
    en: 'The tickets once more, three ways: with nothing, with a lock around the buying, and with each buyer joined before the next one starts. Both of the latter sell one ticket; only the lock lets everybody ask at once.',
    'zh-CN':
      '再抢一次票，用三种办法：什么都不用、只给买票加锁、前一个买家 join 完再启动下一个。后两种都只卖出一张；但只有锁能让大家同时查票。',
  },
  covers: ['39', '40'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    { name: 'buyers', title: { en: 'Buyers', 'zh-CN': '买家' }, min: 2, max: 10, step: 1, default: 5 },
    toggle('lock', { en: 'The lock is really used', 'zh-CN': '真的使用锁' }, true),
    toggle('lockQueries', { en: 'Break it: asking takes the lock too', 'zh-CN': '破坏它：查票也要拿锁' }),
    toggle('joinLate', { en: 'Break it: join only after all starts', 'zh-CN': '破坏它：全部启动之后才 join' }),
  ],
  fastest: { speed: 4, buyers: 3 },
  questions: [
    {
      id: 'order',
      kind: 'order',
      text: { en: 'Order the three ways, the quickest first.', 'zh-CN': '把三种办法从快到慢排列。' },
      options: ways,
      measure(record) {
        const all = ['none', 'lock', 'join'] as const
        if (!all.every((way) => hasRun(record, way))) return undefined
        return all.toSorted((a, b) => clock(record, a) - clock(record, b))
      },
    },
    {
      id: 'sold-with-join',
      kind: 'number',
      text: { en: 'How many tickets are sold with join?', 'zh-CN': '用 join 会卖出几张票？' },
      tolerance: 0,
      measure: (record) => (hasRun(record, 'join') ? sold(record, 'join') : undefined),
    },
  ],
  variants: [
    {
      id: 'lock-queries',
      title: { en: 'Lock the queries too', 'zh-CN': '连查票也锁上' },
      parameters: { lockQueries: 1 },
    },
    {
      id: 'join-late',
      title: { en: 'Join only after all starts', 'zh-CN': '全部启动之后才 join' },
      parameters: { joinLate: 1 },
    },
    { id: 'no-lock', title: { en: 'Take the lock away', 'zh-CN': '拿走锁' }, parameters: { lock: 0 } },
  ],
  actions: [],
  probes: [],
  checks: wayChecks,
}
