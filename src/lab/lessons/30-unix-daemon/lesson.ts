import { isOver } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { daemonOf, unixDaemonChecks } from './unix-daemon-checks.ts'

export const unixDaemon: Lesson = {
  id: '30-unix-daemon',
  chapter: 6,
  title: { en: 'The other kind of daemon', 'zh-CN': '另一种守护进程' },
  summary: {
    en: "Unix's daemons are the opposite of multiprocessing's: a session of its own, no terminal, and a life that goes on when its starter has ended. Somebody has to end it.",
    'zh-CN':
      'Unix 的守护进程与 multiprocessing 的恰恰相反：自己的会话，没有终端，启动者结束之后仍继续活着，直到有人来结束它。',
  },
  covers: ['26', '33'],
  platforms: ['linux', 'darwin'],
  unavailable: {
    win32: {
      en: 'Windows has neither sessions of this kind nor terminals that hang up. What lives in the background there is a service: the Service Control Manager starts it, restarts it and stops it.',
      'zh-CN':
        'Windows 没有这种会话，也没有会挂断的终端。在那里，后台运行的是“服务”，由服务控制管理器启动、重启和停止。',
    },
  },
  parameters: [
    speed,
    {
      name: 'watchSeconds',
      title: { en: 'Watch it alone for', 'zh-CN': '独自观察它' },
      unit: 's',
      min: 1,
      max: 60,
      step: 0.5,
      default: 3,
    },
    toggle('detached', { en: 'A session of its own', 'zh-CN': '拥有自己的会话' }, true),
    toggle('onTerminal', { en: 'Break it: put it on a terminal', 'zh-CN': '破坏它：把它放到终端上' }),
    toggle('tied', { en: 'Break it: its starter ends it', 'zh-CN': '破坏它：由启动者结束它' }),
  ],
  fastest: { watchSeconds: 1 },
  questions: [
    {
      id: 'fate',
      kind: 'choice',
      text: {
        en: 'The starter has ended in good order. What about the daemon?',
        'zh-CN': '启动者已经有序结束。守护进程怎样了？',
      },
      options: [
        { id: 'dead', text: { en: 'It is dead', 'zh-CN': '已经死了' } },
        { id: 'orphan', text: { en: 'It lives, with another parent', 'zh-CN': '活着，换了父进程' } },
        { id: 'same', text: { en: 'It lives, with the same parent', 'zh-CN': '活着，父进程没变' } },
      ],
      measure: (record) => {
        const { starter, pid, starterEnd, after } = daemonOf(record)
        if (pid === 0 || starterEnd === Infinity || !isOver(record)) return undefined
        const last = after.at(-1)
        if (last === undefined) return 'dead'
        return last.ppid === starter ? 'same' : 'orphan'
      },
    },
  ],
  variants: [
    { id: 'tied', title: { en: 'Tie it to its starter', 'zh-CN': '让它依附启动者' }, parameters: { tied: 1 } },
    {
      id: 'no-session',
      title: { en: 'No session of its own', 'zh-CN': '没有自己的会话' },
      parameters: { detached: 0 },
    },
    { id: 'terminal', title: { en: 'Put it on a terminal', 'zh-CN': '放到终端上' }, parameters: { onTerminal: 1 } },
  ],
  actions: [
    {
      id: 'kill-starter',
      title: { en: 'Kill the starter', 'zh-CN': '强制结束启动者' },
      target: 'starter',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: unixDaemonChecks,
}
