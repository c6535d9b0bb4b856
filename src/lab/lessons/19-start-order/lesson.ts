import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { orderChecks, orderOf } from './order-checks.ts'

export const startOrder: Lesson = {
  id: '19-start-order',
  chapter: 4,
  title: { en: 'Started in order, run in any order', 'zh-CN': '按顺序启动，不按顺序运行' },
  summary: {
    en: 'Three processes are started one after the other. Which of them comes to run first is up to the operating system, and it may be another one next time.',
    'zh-CN': '依次启动三个进程。哪一个先运行由操作系统决定，下一次可能又是另一个。',
  },
  covers: ['27b'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    {
      name: 'rounds',
      title: { en: 'Rounds of the race', 'zh-CN': '赛跑的轮数' },
      min: 1,
      max: 1000,
      step: 1,
      default: 200,
    },
    toggle('delays', { en: 'Break it: give each a longer delay (1)', 'zh-CN': '破坏它：让它们依次延迟（1）' }),
    toggle('backwards', { en: 'Break it: start in reverse order (1)', 'zh-CN': '破坏它：倒着启动（1）' }),
    toggle('onlyTwo', { en: 'Break it: only two of them (1)', 'zh-CN': '破坏它：只有两个（1）' }),
    toggle('joinFirst', { en: 'Break it: join before the main line (1)', 'zh-CN': '破坏它：主进程先 join（1）' }),
  ],
  fastest: {},
  questions: [
    {
      id: 'order',
      kind: 'order',
      text: { en: 'In which order do their first lines come?', 'zh-CN': '它们的第一行按什么顺序出现？' },
      options: [
        { id: 'first', text: { en: 'first', 'zh-CN': 'first（第一个）' } },
        { id: 'second', text: { en: 'second', 'zh-CN': 'second（第二个）' } },
        { id: 'third', text: { en: 'third', 'zh-CN': 'third（第三个）' } },
      ],
      measure(record) {
        const order = orderOf(record, 'first-line')
        return order.length === 3 ? [...order] : undefined
      },
    },
  ],
  variants: [
    {
      id: 'delays',
      title: { en: 'A longer delay for each', 'zh-CN': '依次延迟' },
      parameters: { delays: 1, rounds: 2 },
    },
    { id: 'backwards', title: { en: 'Start in reverse order', 'zh-CN': '倒着启动' }, parameters: { backwards: 1 } },
    { id: 'only-two', title: { en: 'Only two of them', 'zh-CN': '只有两个' }, parameters: { onlyTwo: 1 } },
    {
      id: 'join-first',
      title: { en: 'Join before the main line', 'zh-CN': '主进程先 join' },
      parameters: { joinFirst: 1 },
    },
  ],
  actions: [],
  probes: [],
  checks: orderChecks,
}
