import { eventsOf, marksOf, processNamed } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { daemonChecks } from './daemon-checks.ts'

export const daemon: Lesson = {
  id: '27-daemon',
  chapter: 6,
  title: { en: 'A daemon', 'zh-CN': '守护进程' },
  summary: {
    en: 'A child that is a daemon does not outlive the code of its parent: when the last line has run, the runtime terminates it, in the middle of whatever it does. If the parent is killed, nobody does that.',
    'zh-CN':
      '设为守护进程的子进程活不过父进程的代码：最后一行执行完，运行时就终止它，不管它正做到哪里。但如果父进程是被强制结束的，就没有人来做这件事。',
  },
  covers: ['19', '32', '33'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('daemon', { en: 'The servants are daemons', 'zh-CN': '仆人是守护进程' }, true),
    {
      name: 'ending',
      title: {
        en: "The master's end: returns (0), error (1), killed (2)",
        'zh-CN': '主人的结局：返回（0）、出错（1）、被强制结束（2）',
      },
      min: 0,
      max: 2,
      step: 1,
      default: 0,
    },
  ],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'fate',
      kind: 'choice',
      text: {
        en: "The master's code has ended, the daemon has three seconds of work left. What happens?",
        'zh-CN': '主人的代码执行完了，守护进程还有三秒的工作。会怎样？',
      },
      options: [
        { id: 'waits', text: { en: 'The master waits for it', 'zh-CN': '主人等它做完' } },
        { id: 'terminated', text: { en: 'It is terminated at once', 'zh-CN': '它立即被终止' } },
        { id: 'lives', text: { en: 'It lives on without the master', 'zh-CN': '主人不在了，它继续活着' } },
      ],
      measure: (record) => {
        const servant = processNamed(record, 'servant')?.pid
        const master = processNamed(record, 'master')?.pid
        if (servant === undefined || master === undefined) return undefined
        const ends = eventsOf(record, 'process-exited')
        const end = ends.find(({ pid }) => pid === servant)
        if (end?.exitSignal === 'SIGTERM') return 'terminated'
        const masterEnd = ends.find(({ pid }) => pid === master)?.t
        if (masterEnd === undefined) return undefined
        return marksOf(record, 'code-ends', master).length > 0 && (end?.t ?? Infinity) < masterEnd ? 'waits' : 'lives'
      },
    },
  ],
  variants: [
    {
      id: 'not-a-daemon',
      title: { en: 'daemon off: the master waits', 'zh-CN': '关掉 daemon：主人会等' },
      parameters: { daemon: 0 },
    },
    {
      id: 'error',
      title: { en: 'The master ends by an error', 'zh-CN': '主人因出错而结束' },
      parameters: { ending: 1 },
    },
    {
      id: 'killed',
      title: { en: 'SIGKILL the master: the daemon survives', 'zh-CN': '对主人发 SIGKILL：守护进程活了下来' },
      parameters: { ending: 2 },
    },
  ],
  actions: [
    {
      id: 'kill-master',
      title: { en: 'Kill the master', 'zh-CN': '强制结束主人' },
      target: 'master',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: daemonChecks,
}
