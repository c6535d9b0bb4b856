import { isOver } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { atOnce, serverChecks, talkersOf } from './server-checks.ts'

export const socketServer: Lesson = {
  id: '24-socket-server',
  chapter: 5,
  title: { en: 'A server with a process for each client', 'zh-CN': '一个客户端一个进程的服务器' },
  summary: {
    en: 'A server accepts connections and starts a process for each of them. That process gets the connection and does the talking; the server is free at once for the next client.',
    'zh-CN':
      '服务器只管接受连接，每来一个就启动一个进程。连接交给这个进程，由它来对话；服务器立刻就能接待下一个客户端。',
  },
  covers: ['30'],
  platforms: ['linux', 'darwin'],
  unavailable: {
    win32: {
      en: "On Windows a child does not inherit an open connection: it has to be duplicated for that very process (WSADuplicateSocket), which Python's multiprocessing does and Node does not offer.",
      'zh-CN':
        'Windows 上子进程不会继承打开的连接：必须专门为那个进程复制一份（WSADuplicateSocket）。Python 的 multiprocessing 会这样做，Node 没有提供。',
    },
  },
  parameters: [
    speed,
    { name: 'clients', title: { en: 'Clients', 'zh-CN': '客户端' }, min: 1, max: 8, step: 1, default: 3 },
    {
      name: 'staySeconds',
      title: { en: 'They stay connected for', 'zh-CN': '保持连接' },
      unit: 's',
      min: 0,
      max: 60,
      step: 0.5,
      default: 2,
    },
    toggle('shout', { en: 'The answer is in capitals', 'zh-CN': '回答变成大写' }, true),
    toggle('serial', { en: 'Break it: no processes, one at a time', 'zh-CN': '破坏它：不用进程，一个一个来' }),
    toggle('killOne', { en: 'Break it: kill one of the children', 'zh-CN': '破坏它：强制结束一个子进程' }),
    toggle('keepOpen', { en: 'Break it: the server keeps its copies', 'zh-CN': '破坏它：服务器不关自己那一份' }),
    toggle('nap', { en: 'Break it: the server does not reap', 'zh-CN': '破坏它：服务器不回收' }),
  ],
  fastest: { clients: 2, staySeconds: 0 },
  questions: [
    {
      id: 'children',
      kind: 'number',
      text: { en: 'How many children will the server have had?', 'zh-CN': '服务器一共会有过几个子进程？' },
      tolerance: 0,
      measure: (record) => (isOver(record) ? talkersOf(record).length : undefined),
    },
    {
      id: 'at-once',
      kind: 'number',
      text: {
        en: 'How many clients are served at the same time, at most?',
        'zh-CN': '同时得到服务的客户端最多有几个？',
      },
      tolerance: 0,
      measure: (record) => (isOver(record) ? atOnce(record) : undefined),
    },
  ],
  variants: [
    { id: 'serial', title: { en: 'One at a time', 'zh-CN': '一个一个来' }, parameters: { serial: 1 } },
    { id: 'kill-one', title: { en: 'Kill one child', 'zh-CN': '强制结束一个子进程' }, parameters: { killOne: 1 } },
    {
      id: 'keep-open',
      title: { en: 'The server keeps its copies', 'zh-CN': '服务器不关自己那一份' },
      parameters: { keepOpen: 1 },
    },
    { id: 'nap', title: { en: 'The server does not reap', 'zh-CN': '服务器不回收' }, parameters: { nap: 1 } },
  ],
  actions: [
    { id: 'kill-talk', title: { en: 'Kill talk-1', 'zh-CN': '强制结束 talk-1' }, target: 'talk-1', signal: 'SIGKILL' },
  ],
  probes: [],
  checks: serverChecks,
}
