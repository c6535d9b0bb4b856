import { childrenOf, mainOf, markedNumber, markedNumbers } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { subclassChecks } from './subclass-checks.ts'

export const startASubclass: Lesson = {
  id: '12-start-a-subclass',
  chapter: 3,
  title: { en: 'Start a subclass', 'zh-CN': '以子类开启进程' },
  summary: {
    en: 'The second of two ways to start a process: a subclass of Process says in run() what it does, and its fields say with what.',
    'zh-CN': '开启进程的两种方式之二：写一个 Process 的子类，用 run() 说明它做什么，用字段说明所需的数据。',
  },
  covers: ['14', '21'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('callRun', { en: 'Break it: call run() (1)', 'zh-CN': '破坏它：直接调用 run()（1）' }),
    toggle('noName', { en: 'Break it: set no name (1)', 'zh-CN': '破坏它：不设置名称（1）' }),
    toggle('forgetSuper', {
      en: "Break it: forget super's constructor (1)",
      'zh-CN': '破坏它：忘记调用 super 构造函数（1）',
    }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'where',
      kind: 'choice',
      text: { en: 'Where does run() run after start()?', 'zh-CN': 'start() 之后，run() 在哪里运行？' },
      options: [
        { id: 'main', text: { en: 'In the main process', 'zh-CN': '在主进程里' } },
        { id: 'child', text: { en: 'In a child', 'zh-CN': '在子进程里' } },
      ],
      measure(record) {
        const ran = markedNumber(record, 'ran')
        if (ran === undefined) return undefined
        return ran === mainOf(record) ? 'main' : 'child'
      },
    },
    {
      id: 'constructed',
      kind: 'number',
      text: {
        en: 'How often does the constructor run, in all processes together?',
        'zh-CN': '在所有进程中，构造函数一共执行几次？',
      },
      tolerance: 0,
      measure: (record) => (childrenOf(record).length > 0 ? markedNumbers(record, 'constructed').length : undefined),
    },
  ],
  variants: [
    {
      id: 'call-run',
      title: { en: 'Call run() instead of start()', 'zh-CN': '用 run() 代替 start()' },
      parameters: { callRun: 1 },
    },
    { id: 'no-name', title: { en: 'Set no name', 'zh-CN': '不设置名称' }, parameters: { noName: 1 } },
    {
      id: 'forget-super',
      title: { en: "Forget super's constructor", 'zh-CN': '忘记调用 super 构造函数' },
      parameters: { forgetSuper: 1 },
    },
  ],
  actions: [
    {
      id: 'kill-child',
      title: { en: 'Kill the child', 'zh-CN': '强制结束子进程' },
      target: 'greeter',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: subclassChecks,
}
