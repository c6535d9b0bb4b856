import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { allHaveTried, sales, ticketChecks } from './ticket-checks.ts'

export const tickets: Lesson = {
  id: '33-tickets',
  chapter: 7,
  title: { en: 'Ten buyers, one ticket', 'zh-CN': '十人抢一张票' },
  summary: {
    en: 'Ten processes want the one ticket that a file promises. Each reads the number, thinks, and writes it back less one. Without a lock every one of them gets a ticket; with it, exactly one does.',
    'zh-CN':
      '文件里只有一张票，十个进程都想要。每个进程读出数字，过一会儿减一写回。没有锁，人人都买到了票；有锁，恰好一个人买到。',
  },
  covers: ['38', '40'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    {
      name: 'buyers',
      title: { en: 'Buyers', 'zh-CN': '买家' },
      min: 2,
      max: 20,
      step: 1,
      default: 10,
    },
    {
      name: 'tickets',
      title: { en: 'Tickets', 'zh-CN': '票数' },
      min: 0,
      max: 20,
      step: 1,
      default: 1,
    },
    toggle('lock', { en: 'Buying takes the lock', 'zh-CN': '买票要拿锁' }, true),
    toggle('lockQueries', { en: 'Break it: asking takes it too', 'zh-CN': '破坏它：查票也要拿锁' }),
  ],
  fastest: { speed: 4, buyers: 5 },
  questions: [
    {
      id: 'sold',
      kind: 'number',
      text: { en: 'How many buyers will have a ticket?', 'zh-CN': '会有几个买家拿到票？' },
      tolerance: 0,
      measure: (record) => (allHaveTried(record) ? sales(record).sold : undefined),
    },
    {
      id: 'left',
      kind: 'number',
      text: { en: 'How many tickets will the file say are left?', 'zh-CN': '最后文件里写着还剩几张票？' },
      tolerance: 0,
      measure: (record) => sales(record).left,
    },
  ],
  variants: [
    { id: 'no-lock', title: { en: 'Take the lock away', 'zh-CN': '拿走锁' }, parameters: { lock: 0 } },
    { id: 'more', title: { en: 'Three tickets', 'zh-CN': '三张票' }, parameters: { tickets: 3 } },
    {
      id: 'more-no-lock',
      title: { en: 'Three tickets, no lock', 'zh-CN': '三张票，没有锁' },
      parameters: { tickets: 3, lock: 0 },
    },
    {
      id: 'lock-all',
      title: { en: 'Lock the queries too', 'zh-CN': '连查询也锁上' },
      parameters: { lockQueries: 1 },
    },
  ],
  actions: [],
  probes: [],
  checks: ticketChecks,
}
