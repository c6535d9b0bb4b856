import { childrenOf, exitOf, marksOf, processNamed } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { childlessChecks } from './childless-checks.ts'

export const daemonHasNoChildren: Lesson = {
  id: '28-daemon-has-no-children',
  chapter: 6,
  title: { en: 'A daemon has no children', 'zh-CN': '守护进程不能有子进程' },
  summary: {
    en: 'A daemon tries to start a child of its own, and is refused: an AssertionError, in the daemon, not in the main process. Nobody would be there to end that child.',
    'zh-CN':
      '守护进程想启动自己的子进程，结果被拒绝：AssertionError 出现在守护进程里，而不是主进程里。因为将来没有人去结束那个孙进程。',
  },
  covers: ['34'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('daemon', { en: 'The servant is a daemon', 'zh-CN': '仆人是守护进程' }, true),
    toggle('catches', { en: 'Break it: the servant catches the error', 'zh-CN': '破坏它：仆人捕获错误' }),
    toggle('strict', { en: 'Break it: main insists on exit code 0', 'zh-CN': '破坏它：主进程要求退出码为 0' }),
  ],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'helpers',
      kind: 'number',
      text: { en: 'How many children will the daemon have?', 'zh-CN': '守护进程会有几个子进程？' },
      tolerance: 0,
      measure: (record) => {
        const servant = processNamed(record, 'servant')?.pid
        if (servant === undefined || exitOf(record, servant) === undefined) return undefined
        return childrenOf(record).filter(({ ppid }) => ppid === servant).length
      },
    },
    {
      id: 'exit-code',
      kind: 'number',
      text: { en: 'With which exit code does the daemon end?', 'zh-CN': '守护进程以什么退出码结束？' },
      tolerance: 0,
      measure: (record) => {
        const code = marksOf(record, 'servant-exit')[0]?.value
        return typeof code === 'number' ? code : undefined
      },
    },
  ],
  variants: [
    { id: 'not-a-daemon', title: { en: 'daemon off', 'zh-CN': '关掉 daemon' }, parameters: { daemon: 0 } },
    {
      id: 'catches',
      title: { en: 'The servant catches the error', 'zh-CN': '仆人捕获错误' },
      parameters: { catches: 1 },
    },
    { id: 'strict', title: { en: 'Main insists on success', 'zh-CN': '主进程要求成功' }, parameters: { strict: 1 } },
  ],
  actions: [],
  probes: [],
  checks: childlessChecks,
}
