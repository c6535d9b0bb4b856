import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { wholeStretchMs } from '../../../shared/model/spans.ts'
import { orderChecks, printed, tasksOf } from './order-checks.ts'

const numbers = ['1', '2', '3', '4'].map((id) => ({ id, text: { en: id, 'zh-CN': id } }))

export const printInOrder: Lesson = {
  id: '26-print-in-order',
  chapter: 5,
  title: { en: '1, 2, 3, 4 in order', 'zh-CN': '按次序打印 1、2、3、4' },
  summary: {
    en: 'The same three processes of random length, but now all numbers must come in order. Join each one right after its start: the order is certain, and so is the price, the sum of all times.',
    'zh-CN':
      '还是那三个时间随机的进程，但这次所有的数都要按次序打印。每启动一个就 join 它：次序有了保证，代价也是确定的，那就是所有时间的总和。',
  },
  covers: ['31'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('chance', { en: 'Chance deals the times (else 3, 2, 1)', 'zh-CN': '时间随机（否则为 3、2、1）' }, true),
    toggle('together', { en: 'Break it: start all, then join all', 'zh-CN': '破坏它：先全部启动，再全部 join' }),
  ],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'order',
      kind: 'order',
      text: { en: 'In which order are the numbers printed?', 'zh-CN': '这些数按什么次序打印？' },
      options: numbers,
      measure: (record) => (printed(record).length < 4 ? undefined : [...printed(record)]),
    },
    {
      id: 'elapsed',
      kind: 'number',
      unit: 'ms',
      text: {
        en: 'Each task takes 1, 2 or 3 s by chance (at speed 1). How long from the first to the last?',
        'zh-CN': '每个任务随机需要 1、2 或 3 秒（速度为 1 时）。从第一个开始到最后一个结束要多久？',
      },
      measure: (record) => wholeStretchMs(tasksOf(record), 3),
    },
  ],
  variants: [
    {
      id: 'together',
      title: { en: 'Start all, then join all', 'zh-CN': '先全部启动，再全部 join' },
      parameters: { together: 1 },
    },
    {
      id: 'backwards',
      title: { en: 'Start all; the first takes longest', 'zh-CN': '全部启动，第一个时间最长' },
      parameters: { together: 1, chance: 0 },
    },
  ],
  actions: [],
  probes: [],
  checks: orderChecks,
}
