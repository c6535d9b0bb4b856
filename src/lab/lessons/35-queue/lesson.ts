import { mainOf, markedTexts } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { fourthPut, queueChecks } from './queue-checks.ts'

export const queue: Lesson = {
  id: '35-queue',
  chapter: 8,
  title: { en: 'A queue', 'zh-CN': '队列' },
  summary: {
    en: 'A queue with three slots between processes: filled, inspected, drained. The put that finds no slot waits, and so does the get that finds no item; nobody has to take a lock.',
    'zh-CN':
      '进程之间一个有三个槽位的队列：放满、查看、取空。没有空槽位时 put 会等待，没有数据时 get 也会等待；谁都不必自己加锁。',
  },
  covers: ['41', '42', '43'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    {
      name: 'maxsize',
      title: { en: 'Slots of the queue', 'zh-CN': '队列的槽位数' },
      min: 3,
      max: 10,
      step: 1,
      default: 3,
    },
    toggle('timeouts', { en: 'Break it: put and get with a timeout', 'zh-CN': '破坏它：put 和 get 带超时' }),
    toggle('thief', { en: 'Break it: a second reader', 'zh-CN': '破坏它：另有一个读取者' }),
    toggle('leaveOne', { en: 'Break it: leave one item in it', 'zh-CN': '破坏它：留下一项不取' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'fourth',
      kind: 'choice',
      text: {
        en: 'The queue has three slots, and three items are in it. What does a fourth put do?',
        'zh-CN': '队列有三个槽位，里面已有三项。第四次 put 会怎样？',
      },
      options: [
        { id: 'waits', text: { en: 'It waits for a slot', 'zh-CN': '等待空槽位' } },
        { id: 'error', text: { en: 'It fails: Full', 'zh-CN': '失败：Full' } },
        { id: 'done', text: { en: 'It is done at once', 'zh-CN': '立即完成' } },
      ],
      measure: fourthPut,
    },
    {
      id: 'first-out',
      kind: 'choice',
      text: {
        en: 'Put in this order: "hello", {"a":1}, [3,3,3]. Which does the main process get first?',
        'zh-CN': '依次放入 "hello"、{"a":1}、[3,3,3]。主进程最先取到哪一个？',
      },
      options: [
        { id: '"hello"', text: { en: '"hello"', 'zh-CN': '"hello"' } },
        { id: '{"a":1}', text: { en: '{"a":1}', 'zh-CN': '{"a":1}' } },
        { id: '[3,3,3]', text: { en: '[3,3,3]', 'zh-CN': '[3,3,3]' } },
      ],
      measure(record) {
        return markedTexts(record, 'took', mainOf(record))[0]
      },
    },
  ],
  variants: [
    {
      id: 'timeouts',
      title: { en: 'Wait with a timeout: Full and Empty', 'zh-CN': '带超时等待：Full 与 Empty' },
      parameters: { timeouts: 1 },
    },
    {
      id: 'second-reader',
      title: { en: 'A second reader takes the first item', 'zh-CN': '另一个读取者取走第一项' },
      parameters: { thief: 1 },
    },
    { id: 'room', title: { en: 'One slot more', 'zh-CN': '多一个槽位' }, parameters: { maxsize: 4 } },
    { id: 'leave-one', title: { en: 'Leave one item in it', 'zh-CN': '留下一项不取' }, parameters: { leaveOne: 1 } },
  ],
  actions: [
    {
      id: 'kill-putter',
      title: { en: 'Kill the one that waits to put', 'zh-CN': '强制结束等待放入的进程' },
      target: 'fourth-put',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: queueChecks,
}
