import { isOver, marksOf } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { joinableChecks, tooMany } from './joinable-checks.ts'

export const joinableQueue: Lesson = {
  id: '38-joinable-queue',
  chapter: 8,
  title: { en: 'A queue to wait for', 'zh-CN': '可以等待的队列' },
  summary: {
    en: 'A JoinableQueue counts what is not done yet. The producers wait for zero, the consumers are daemons that end with the main process: no end marks needed.',
    'zh-CN': 'JoinableQueue 会数还有多少没做完。生产者等它归零，消费者是守护进程，随主进程一起结束：不再需要结束标记。',
  },
  covers: ['47'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    {
      name: 'firstDones',
      title: {
        en: 'How often the first consumer says "done" for each item',
        'zh-CN': '第一个消费者为每一项报告几次完成',
      },
      min: 0,
      max: 2,
      step: 1,
      default: 1,
    },
    toggle('putFirst', {
      en: 'Break it: taskDone for an item that nobody got',
      'zh-CN': '破坏它：为没有人取过的项调用 taskDone',
    }),
    toggle('killMain', { en: 'Break it: main is killed at its end', 'zh-CN': '破坏它：主进程在末尾被强制结束' }),
  ],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'too-many',
      kind: 'choice',
      text: {
        en: 'taskDone is called once too often. What happens?',
        'zh-CN': 'taskDone 多调用了一次。会怎样？',
      },
      options: [
        { id: 'accepted', text: { en: 'Nothing', 'zh-CN': '什么也不会发生' } },
        {
          id: 'ValueError: task_done() called too many times',
          text: { en: 'ValueError', 'zh-CN': 'ValueError' },
        },
      ],
      measure: tooMany,
    },
    {
      id: 'eaten',
      kind: 'number',
      text: {
        en: 'Six buns are made. How many are eaten when the main process ends?',
        'zh-CN': '一共做了六个包子。主进程结束时吃掉了几个？',
      },
      measure: (record) => (isOver(record) ? marksOf(record, 'eaten').length : undefined),
      tolerance: 0,
    },
  ],
  variants: [
    {
      id: 'one-missing',
      title: { en: 'The first consumer never says "done"', 'zh-CN': '第一个消费者从不报告完成' },
      parameters: { firstDones: 0 },
    },
    {
      id: 'twice',
      title: { en: 'The first consumer says "done" twice', 'zh-CN': '第一个消费者报告两次完成' },
      parameters: { firstDones: 2 },
    },
    {
      id: 'put-first',
      title: { en: 'taskDone without a get', 'zh-CN': '没有 get 就调用 taskDone' },
      parameters: { putFirst: 1 },
    },
    {
      id: 'kill-main',
      title: { en: 'Kill the main process at its end', 'zh-CN': '主进程在末尾被强制结束' },
      parameters: { killMain: 1 },
    },
  ],
  actions: [
    {
      id: 'kill-consumer',
      title: { en: 'Kill the first consumer', 'zh-CN': '强制结束第一个消费者' },
      target: 'consumer-1',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: joinableChecks,
}
