import { linesOf, mainOf } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { joinChecks } from './join-checks.ts'

export const join: Lesson = {
  id: '18-join',
  chapter: 4,
  title: { en: 'Waiting with join', 'zh-CN': '用 join 等待' },
  summary: {
    en: 'The main process starts a child and joins it: what comes after join happens after the child has ended, and the process table has already forgotten the child.',
    'zh-CN':
      '主进程启动一个子进程并对它 join：join 之后的事情都发生在子进程结束之后，而这时进程表里已经没有这个子进程了。',
  },
  covers: ['27'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [speed, toggle('join', { en: 'Break it: no join (0)', 'zh-CN': '破坏它：不 join（0）' }, true)],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'order',
      kind: 'order',
      text: { en: 'In which order do these lines come?', 'zh-CN': '这几行按什么顺序出现？' },
      options: [
        { id: 'running', text: { en: 'child is running', 'zh-CN': 'child is running（子进程开始）' } },
        { id: 'done', text: { en: 'child is done', 'zh-CN': 'child is done（子进程做完）' } },
        { id: 'main', text: { en: 'main goes on', 'zh-CN': 'main goes on（主进程继续）' } },
      ],
      measure(record) {
        const order = linesOf(record, undefined, 'stdout').flatMap(({ pid, text }) => {
          if (pid === mainOf(record)) return text.includes('goes on') ? ['main'] : []
          return text.includes('is running') ? ['running'] : ['done']
        })
        return order.length === 3 ? order : undefined
      },
    },
    {
      id: 'entry',
      kind: 'choice',
      text: {
        en: 'join has returned, the main process runs on. Is the child still in the process table?',
        'zh-CN': 'join 已经返回，主进程继续运行。子进程还在进程表里吗？',
      },
      options: [
        { id: 'in-table', text: { en: 'Yes, until the main process ends', 'zh-CN': '在，直到主进程结束' } },
        { id: 'gone', text: { en: 'No', 'zh-CN': '不在' } },
      ],
      measure(record) {
        const asked = record.events.find((event) => event.kind === 'mark' && event.label === 'in-table')
        if (asked?.kind !== 'mark') return undefined
        return asked.value === true ? 'in-table' : 'gone'
      },
    },
  ],
  variants: [{ id: 'no-join', title: { en: 'Leave out the join', 'zh-CN': '去掉 join' }, parameters: { join: 0 } }],
  actions: [
    {
      id: 'kill-child',
      title: { en: 'Kill the child', 'zh-CN': '强制结束子进程' },
      target: 'child',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: joinChecks,
}
