import { markedNumber, marksOf } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { killChecks } from './kill-checks.ts'

export const findAndKill: Lesson = {
  id: '14-find-and-kill',
  chapter: 3,
  title: { en: 'Find and end', 'zh-CN': '查找与结束进程' },
  summary: {
    en: 'Five programs run. One is ended by its pid, two by their name, one does not listen to SIGTERM and is ended by SIGKILL, and one is left alone.',
    'zh-CN':
      '五个程序在运行。一个按 pid 结束，两个按名称结束，一个不理会 SIGTERM、只好用 SIGKILL 强制结束，还有一个不去碰它。',
  },
  covers: ['23'],
  platforms: ['linux', 'darwin'],
  unavailable: {
    win32: {
      en: 'Windows has no signals. The counterparts are: tasklist | findstr NAME, taskkill /pid PID /f and taskkill /im NAME /f. Without /f a window is asked to close, and a program without one does not end.',
      'zh-CN':
        'Windows 没有信号。对应的命令是 tasklist | findstr 名称、taskkill /pid PID /f、taskkill /im 名称 /f。不加 /f 时只是请窗口关闭，没有窗口的程序不会结束。',
    },
  },
  parameters: [
    speed,
    toggle('sloppy', {
      en: 'Break it: any name that contains "server" (1)',
      'zh-CN': '破坏它：名称里含有 server 就算（1）',
    }),
    toggle('polite', { en: 'Break it: SIGTERM for the editor (1)', 'zh-CN': '破坏它：对 editor 用 SIGTERM（1）' }),
    toggle('force', { en: 'Break it: SIGKILL for the servers (1)', 'zh-CN': '破坏它：对 server 用 SIGKILL（1）' }),
    toggle('obedient', { en: 'Break it: the mule listens (1)', 'zh-CN': '破坏它：让 mule 听话（1）' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'mule',
      kind: 'choice',
      text: {
        en: 'A program has a handler for SIGTERM that does nothing. It gets SIGTERM, and half a second later SIGKILL. What ends it?',
        'zh-CN':
          '一个程序为 SIGTERM 设置了什么也不做的处理函数。它收到 SIGTERM，半秒钟后又收到 SIGKILL。是哪个结束了它？',
      },
      options: [
        { id: '15', text: { en: 'SIGTERM', 'zh-CN': 'SIGTERM' } },
        { id: '9', text: { en: 'SIGKILL', 'zh-CN': 'SIGKILL' } },
        { id: '0', text: { en: 'Neither', 'zh-CN': '都没有' } },
      ],
      measure(record) {
        const code = markedNumber(record, 'mule-exit-code')
        return code === undefined ? undefined : String(Math.abs(code))
      },
    },
    {
      id: 'hits',
      kind: 'number',
      text: {
        en: 'Programs named editor, server, server, observer and mule run. How many does the name "server" hit?',
        'zh-CN': '运行着的程序名称是 editor、server、server、observer、mule。按名称 server 会结束几个？',
      },
      tolerance: 0,
      measure: (record) => marksOf(record, 'found-server').length || undefined,
    },
  ],
  variants: [
    { id: 'sloppy', title: { en: 'A sloppy name', 'zh-CN': '含糊的名称' }, parameters: { sloppy: 1 } },
    { id: 'polite', title: { en: 'Only SIGTERM', 'zh-CN': '只用 SIGTERM' }, parameters: { polite: 1 } },
    { id: 'force', title: { en: 'Only SIGKILL', 'zh-CN': '只用 SIGKILL' }, parameters: { force: 1 } },
    { id: 'obedient', title: { en: 'A mule that listens', 'zh-CN': '听话的 mule' }, parameters: { obedient: 1 } },
  ],
  actions: [
    {
      id: 'end-mule',
      title: { en: 'SIGTERM to the mule', 'zh-CN': '向 mule 发送 SIGTERM' },
      target: 'mule',
      signal: 'SIGTERM',
    },
    {
      id: 'kill-mule',
      title: { en: 'SIGKILL to the mule', 'zh-CN': '向 mule 发送 SIGKILL' },
      target: 'mule',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: killChecks,
}
