import { isOver } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { eatenWhenMade, itemsOf, producerChecks } from './producer-checks.ts'

export const producerConsumer: Lesson = {
  id: '37-producer-consumer',
  chapter: 8,
  title: { en: 'Producers and consumers', 'zh-CN': '生产者与消费者' },
  summary: {
    en: 'Three processes make 18 items, two eat them, and a queue between them lets each side keep its own pace. How does a consumer learn that no more will come? By an end mark, one for each.',
    'zh-CN':
      '三个进程生产 18 个包子，两个进程来吃，中间的队列让双方各按自己的节奏进行。消费者怎么知道不会再有了？靠结束标记，每人一个。',
  },
  covers: ['44', '45'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    {
      name: 'maxsize',
      title: { en: 'Slots of the queue (0: any number)', 'zh-CN': '队列的槽位数（0：不限）' },
      min: 0,
      max: 20,
      step: 1,
      default: 0,
    },
    {
      name: 'marks',
      title: { en: 'End marks', 'zh-CN': '结束标记的个数' },
      min: 0,
      max: 4,
      step: 1,
      default: 2,
    },
    toggle('die', { en: 'Break it: a consumer dies while it eats', 'zh-CN': '破坏它：一个消费者吃到一半死去' }),
  ],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'eaten',
      kind: 'number',
      text: {
        en: 'Each of three producers makes an item every half second, each of two consumers eats one a second. When all 18 are made, how many have been eaten?',
        'zh-CN': '三个生产者各半秒做一个，两个消费者各一秒吃一个。18 个全部做完时，已经吃掉几个？',
      },
      measure: eatenWhenMade,
      tolerance: 1,
    },
    {
      id: 'lost',
      kind: 'choice',
      text: {
        en: 'Two consumers take from the same queue without any lock of ours. Will an item be eaten twice, or get lost?',
        'zh-CN': '两个消费者从同一个队列取，我们没有加任何锁。会有包子被吃两次或丢失吗？',
      },
      options: [
        { id: 'twice', text: { en: 'Some are eaten twice', 'zh-CN': '有的会被吃两次' } },
        { id: 'lost', text: { en: 'Some get lost', 'zh-CN': '有的会丢失' } },
        { id: 'once', text: { en: 'Each is eaten exactly once', 'zh-CN': '每个恰好被吃一次' } },
      ],
      measure(record) {
        const made = itemsOf(record, 'made')
        const eaten = itemsOf(record, 'eaten')
        if (made.length === 0 || !isOver(record)) return undefined
        if (eaten.length > new Set(eaten).size) return 'twice'
        return made.every((item) => eaten.includes(item)) ? 'once' : 'lost'
      },
    },
  ],
  variants: [
    {
      id: 'one-mark',
      title: { en: 'One end mark too few', 'zh-CN': '少一个结束标记' },
      parameters: { marks: 1 },
    },
    {
      id: 'back-pressure',
      title: { en: 'A queue with two slots: back-pressure', 'zh-CN': '只有两个槽位的队列：反压' },
      parameters: { maxsize: 2 },
    },
    {
      id: 'dies',
      title: { en: 'A consumer dies with an item in its hands', 'zh-CN': '一个消费者手里拿着包子死去' },
      parameters: { die: 1 },
    },
  ],
  actions: [
    {
      id: 'kill-consumer',
      title: { en: 'Kill the first consumer', 'zh-CN': '强制结束第一个消费者' },
      target: 'consumer-1',
      signal: 'SIGKILL',
    },
    {
      id: 'stop-consumer',
      title: { en: 'Stop the second consumer', 'zh-CN': '暂停第二个消费者' },
      target: 'consumer-2',
      signal: 'SIGSTOP',
    },
    {
      id: 'continue-consumer',
      title: { en: 'Let it go on', 'zh-CN': '让它继续' },
      target: 'consumer-2',
      signal: 'SIGCONT',
    },
  ],
  probes: [],
  checks: producerChecks,
}
