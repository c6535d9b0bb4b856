import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { bigChecks, bigWaits } from './big-checks.ts'

const size = { unit: 'KiB', min: 1, step: 1 }

export const bigMessage: Lesson = {
  id: '39-big-message',
  chapter: 8,
  title: { en: 'A big message', 'zh-CN': '大消息' },
  summary: {
    en: 'A child puts a megabyte and has nothing else to do, yet it does not end: its message does not fit into the pipe. A parent that joins before it reads waits for ever.',
    'zh-CN':
      '子进程放入 1 MiB 之后就无事可做，却迟迟不结束：它的消息装不进管道。如果父进程先 join 再读取，就会永远等下去。',
  },
  covers: ['42'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    { name: 'bigKiB', title: { en: 'The big message', 'zh-CN': '大消息的大小' }, ...size, max: 8192, default: 1024 },
    { name: 'smallKiB', title: { en: 'The small message', 'zh-CN': '小消息的大小' }, ...size, max: 1024, default: 1 },
    toggle('getFirst', { en: 'Put it right: read first, then join', 'zh-CN': '改正它：先读取，再 join' }),
    toggle('cancel', { en: 'Break it: cancelJoinThread', 'zh-CN': '破坏它：cancelJoinThread' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'alive',
      kind: 'choice',
      text: {
        en: 'The child has put one megabyte, and its code has ended. The parent joins it before it reads. Has the child ended?',
        'zh-CN': '子进程放入了 1 MiB，它的代码已经结束。父进程没有读取就先 join。子进程结束了吗？',
      },
      options: [
        { id: 'ended', text: { en: 'Yes, its code has ended', 'zh-CN': '结束了，代码已经跑完' } },
        { id: 'alive', text: { en: 'No, it stays until somebody reads', 'zh-CN': '没有，要等有人来读' } },
      ],
      measure(record) {
        const waits = bigWaits(record)
        if (waits === undefined) return undefined
        return waits ? 'alive' : 'ended'
      },
    },
  ],
  variants: [
    {
      id: 'get-first',
      title: { en: 'Read first, then join', 'zh-CN': '先读取，再 join' },
      parameters: { getFirst: 1 },
    },
    {
      id: 'fits',
      title: { en: 'A message that fits: 60 KiB', 'zh-CN': '装得下的消息：60 KiB' },
      parameters: { bigKiB: 60 },
    },
    {
      id: 'cancel',
      title: { en: 'Do not wait for what is not read', 'zh-CN': '不等待未读的数据' },
      parameters: { cancel: 1 },
    },
  ],
  actions: [
    {
      id: 'kill-big',
      title: { en: 'Kill the one that waits', 'zh-CN': '强制结束等待的进程' },
      target: 'big',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: bigChecks,
}
