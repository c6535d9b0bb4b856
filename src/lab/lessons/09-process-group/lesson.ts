import { type Lesson, speed, toggle } from '../../../shared/model/lesson.ts'
import { groupChecks, survivors } from './group-checks.ts'

export const processGroup: Lesson = {
  id: '09-process-group',
  chapter: 2,
  title: { en: 'The process group', 'zh-CN': '进程组' },
  summary: {
    en: 'A leader and its three children; one of the three has gone into a session of its own. One signal to the group ends the leader and two children at once, and the third does not feel it.',
    'zh-CN':
      '一个组长和三个子进程，其中一个进入了自己的会话。向进程组发一个信号，组长和两个子进程同时结束，第三个毫无感觉。',
  },
  covers: ['11'],
  platforms: ['linux', 'darwin'],
  unavailable: {
    win32: {
      en: 'Windows has no process groups of this kind. Its counterparts are job objects, which end all their processes together, and console process groups, which share Ctrl-C.',
      'zh-CN':
        'Windows 没有这种进程组。对应的是作业对象（可以一起结束其中所有进程），以及共同接收 Ctrl-C 的控制台进程组。',
    },
  },
  parameters: [
    speed,
    toggle('leaderOnly', { en: 'Break it: signal the leader only', 'zh-CN': '破坏它：只向组长发信号' }),
    toggle('nobodyOutside', { en: 'Break it: nobody leaves the group', 'zh-CN': '破坏它：谁也不离开进程组' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'survivors',
      kind: 'number',
      text: {
        en: 'A leader and three children; one child is in a session of its own. SIGTERM goes to the group. How many of the four survive?',
        'zh-CN': '一个组长和三个子进程，其中一个在自己的会话里。向进程组发送 SIGTERM，四个进程中有几个活下来？',
      },
      tolerance: 0,
      measure: survivors,
    },
  ],
  variants: [
    {
      id: 'leader-only',
      title: { en: 'Signal the leader only', 'zh-CN': '只向组长发信号' },
      parameters: { leaderOnly: 1 },
    },
    {
      id: 'nobody-outside',
      title: { en: 'Nobody leaves the group', 'zh-CN': '谁也不离开进程组' },
      parameters: { nobodyOutside: 1 },
    },
  ],
  actions: [],
  probes: [],
  checks: groupChecks,
}
