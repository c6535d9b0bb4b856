import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { wholeStretchMs } from '../../../shared/model/spans.ts'
import { lastChecks, printed, tasksOf } from './last-checks.ts'

export const printLast: Lesson = {
  id: '25-print-last',
  chapter: 5,
  title: { en: '4 comes last', 'zh-CN': '最后打印 4' },
  summary: {
    en: 'Three processes print 1, 2 and 3, each after a time of its own. The program must print 4 last, and may not waste time: start all, then join all.',
    'zh-CN':
      '三个进程各自过一段随机的时间后打印 1、2、3。程序必须最后打印 4，又不能浪费时间：先全部启动，再全部 join。',
  },
  covers: ['31'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('join', { en: 'The main process joins them', 'zh-CN': '主进程 join 它们' }, true),
    toggle('joinEach', { en: 'Break it: join each right after its start', 'zh-CN': '破坏它：每启动一个就 join' }),
  ],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'last',
      kind: 'choice',
      text: { en: 'Which number is printed last?', 'zh-CN': '最后打印的是几？' },
      options: ['1', '2', '3', '4'].map((id) => ({ id, text: { en: id, 'zh-CN': id } })),
      measure: (record) => printed(record)[3],
    },
    {
      id: 'order',
      kind: 'order',
      text: {
        en: 'In which order? (Can you know? Run it several times.)',
        'zh-CN': '打印的次序是什么？（能预知吗？多运行几次。）',
      },
      options: ['1', '2', '3', '4'].map((id) => ({ id, text: { en: id, 'zh-CN': id } })),
      measure: (record) => (printed(record).length < 4 ? undefined : [...printed(record)]),
    },
    {
      id: 'elapsed',
      kind: 'number',
      unit: 'ms',
      text: {
        en: 'Each task takes 1, 2 or 3 s by chance (at speed 1). How long do the three take together?',
        'zh-CN': '每个任务随机需要 1、2 或 3 秒（速度为 1 时）。三个一共要多久？',
      },
      measure: (record) => wholeStretchMs(tasksOf(record), 3),
    },
  ],
  variants: [
    { id: 'no-join', title: { en: 'Leave out the joins', 'zh-CN': '去掉 join' }, parameters: { join: 0 } },
    {
      id: 'join-each',
      title: { en: 'Join each right after its start', 'zh-CN': '每启动一个就 join' },
      parameters: { joinEach: 1 },
    },
  ],
  actions: [],
  probes: [],
  checks: lastChecks,
}
