import { markedNumbers, marksOf } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { aliveChecks } from './alive-checks.ts'

export const aliveTerminateName: Lesson = {
  id: '21-alive-terminate-name',
  chapter: 4,
  title: { en: 'Alive, terminate, name', 'zh-CN': 'is_alive、terminate 与 name' },
  summary: {
    en: 'Asking whether a process is alive, ending it, and naming it. terminate only sends a signal: right afterwards the process is still alive, after join it is not, and no waiting in between is needed.',
    'zh-CN':
      '询问进程是否活着、结束它、给它命名。terminate 只是发送一个信号：刚发完时进程还活着，join 之后就不在了，中间不需要再等。',
  },
  covers: ['19', '28'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('kill', { en: 'Break it: kill instead of terminate (1)', 'zh-CN': '破坏它：用 kill 代替 terminate（1）' }),
    toggle('joinFirst', { en: 'Break it: join before asking (1)', 'zh-CN': '破坏它：先 join 再询问（1）' }),
    toggle('join', { en: 'Break it: no join (0)', 'zh-CN': '破坏它：不 join（0）' }, true),
    toggle('rename', { en: 'Break it: name all of them (1)', 'zh-CN': '破坏它：全部指定名称（1）' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'alive',
      kind: 'choice',
      text: {
        en: 'terminate() has just returned. What does isAlive() say?',
        'zh-CN': 'terminate() 刚刚返回。isAlive() 的回答是什么？',
      },
      options: [
        { id: 'true', text: { en: 'true', 'zh-CN': 'true' } },
        { id: 'false', text: { en: 'false', 'zh-CN': 'false' } },
      ],
      measure(record) {
        const answers = marksOf(record, 'alive-after-terminate').map(({ value }) => value === true)
        if (answers.length === 0) return undefined
        return answers.filter(Boolean).length * 2 > answers.length ? 'true' : 'false'
      },
    },
    {
      id: 'exit-code',
      kind: 'number',
      text: { en: 'Which exit code has a terminated process?', 'zh-CN': '被 terminate 的进程，退出码是多少？' },
      tolerance: 0,
      measure: (record) => markedNumbers(record, 'doomed-exit-code')[0],
    },
  ],
  variants: [
    {
      id: 'kill',
      title: { en: 'kill instead of terminate', 'zh-CN': '用 kill 代替 terminate' },
      parameters: { kill: 1 },
    },
    { id: 'join-first', title: { en: 'Join before asking', 'zh-CN': '先 join 再询问' }, parameters: { joinFirst: 1 } },
    { id: 'no-join', title: { en: 'Leave out the joins', 'zh-CN': '去掉 join' }, parameters: { join: 0 } },
    { id: 'rename', title: { en: 'Name all of them', 'zh-CN': '全部指定名称' }, parameters: { rename: 1 } },
  ],
  actions: [
    {
      id: 'terminate-by-hand',
      title: { en: 'Terminate one yourself', 'zh-CN': '亲手终止一个' },
      target: 'sub-process-4',
      signal: 'SIGTERM',
    },
  ],
  probes: [],
  checks: aliveChecks,
}
