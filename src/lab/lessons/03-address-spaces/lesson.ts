import { type Lesson, speed, toggle } from '../../../shared/model/lesson.ts'
import { memoryOf, spaceChecks } from './space-checks.ts'

export const addressSpaces: Lesson = {
  id: '03-address-spaces',
  chapter: 1,
  title: { en: 'Many programs in one memory', 'zh-CN': '空间上的复用' },
  summary: {
    en: 'Three programs are in memory at once, each with an amount of its own; one grows, and the others notice nothing. Then the same address is written in three processes, and each keeps its own word there.',
    'zh-CN':
      '三个程序同时在内存中，各占各的；其中一个增长，其他的毫无察觉。然后在三个进程里向同一个地址写入不同的词，每个进程都保留着自己的那个。',
  },
  covers: ['4'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    {
      name: 'grow',
      title: { en: 'The medium one grows by', 'zh-CN': 'medium 增长' },
      unit: 'MiB',
      min: 0,
      max: 500,
      step: 10,
      default: 60,
    },
    toggle('alike', { en: 'Break it: all hold the same', 'zh-CN': '破坏它：三者占用相同' }),
    toggle('oneForAll', {
      en: 'Break it: write all words into one process',
      'zh-CN': '破坏它：把所有词写进同一个进程',
    }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'growth-of-others',
      kind: 'number',
      unit: 'MiB',
      text: {
        en: 'The medium program takes 60 MiB more. By how much does the memory of the large one change?',
        'zh-CN': 'medium 多占用 60 MiB，large 的内存会变化多少？',
      },
      tolerance: 10,
      measure(record) {
        const before = memoryOf(record, 'large', 'holding', 'growing')
        const after = memoryOf(record, 'large', 'grown', 'over')
        return before === undefined || after === undefined ? undefined : after - before
      },
    },
  ],
  variants: [
    {
      id: 'grow-more',
      title: { en: 'Let it grow by 300 MiB', 'zh-CN': '让它增长 300 MiB' },
      parameters: { grow: 300 },
    },
    { id: 'no-growth', title: { en: 'Let none grow', 'zh-CN': '都不增长' }, parameters: { grow: 0 } },
    { id: 'alike', title: { en: 'All hold the same', 'zh-CN': '三者占用相同' }, parameters: { alike: 1 } },
    {
      id: 'one-for-all',
      title: { en: 'Write all three words into one process', 'zh-CN': '把三个词写进同一个进程' },
      parameters: { oneForAll: 1 },
    },
  ],
  actions: [
    {
      id: 'kill-large',
      title: { en: 'Kill the large one', 'zh-CN': '强制结束 large' },
      target: 'large',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: spaceChecks,
}
