import { markedNumber } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson, type Question } from '../../../shared/model/lesson.ts'
import type { LessonParameter } from '../../../shared/contract/lab.ts'
import { togetherChecks } from './together-checks.ts'

const units = (name: string, en: string, zh: string, byDefault: number): LessonParameter => ({
  name,
  title: { en: `Work of the ${en} task, in half seconds`, 'zh-CN': `第${zh}个任务的工作量（每份半秒）` },
  min: 1,
  max: 20,
  step: 1,
  default: byDefault,
})

const howLong = (round: string, en: string, zh: string): Question => ({
  id: round,
  kind: 'number',
  unit: 's',
  text: { en, 'zh-CN': zh },
  measure(record) {
    const elapsed = markedNumber(record, `${round}-elapsed`)
    return elapsed === undefined ? undefined : Math.round(elapsed / 10) / 100
  },
})

export const joinTogetherOrEach: Lesson = {
  id: '20-join-together-or-each',
  chapter: 4,
  title: { en: 'Join together, or each', 'zh-CN': '一起 join，还是逐个 join' },
  summary: {
    en: 'Three tasks of 5, 3 and 2 units. Started all and then joined, they take as long as the longest; each joined before the next is started, as long as the sum.',
    'zh-CN':
      '三个任务的工作量为 5、3、2 份。全部启动之后再 join，用时等于最长的一个；启动一个 join 一个，用时等于总和。',
  },
  covers: ['27c', '27d'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    units('first', 'first', '一', 5),
    units('second', 'second', '二', 3),
    units('third', 'third', '三', 2),
    toggle('swap', { en: 'Break it: swap the two ways (1)', 'zh-CN': '破坏它：把两种做法对调（1）' }),
  ],
  fastest: { speed: 2 },
  questions: [
    howLong(
      'together',
      'The tasks take 2.5, 1.5 and 1 s. All are started, then all are joined. How long until the last join returns?',
      '任务分别需要 2.5、1.5、1 秒。全部启动，然后全部 join。到最后一个 join 返回需要多长时间？',
    ),
    howLong(
      'each',
      'Now each is joined before the next is started. How long do they take, start-up not counted?',
      '现在启动一个就 join 一个。不算启动时间，一共需要多长时间？',
    ),
  ],
  variants: [
    { id: 'one-longer', title: { en: 'One task takes longer', 'zh-CN': '让一个任务更长' }, parameters: { first: 8 } },
    { id: 'swap', title: { en: 'Swap the two ways', 'zh-CN': '把两种做法对调' }, parameters: { swap: 1 } },
  ],
  actions: [
    {
      id: 'kill-longest',
      title: { en: 'Kill the longest task', 'zh-CN': '强制结束最长的任务' },
      target: 'together-1',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: togetherChecks,
}
