import { type Lesson, speed, toggle } from '../../../shared/model/lesson.ts'
import { executableCount, programChecks, secondLived } from './program-checks.ts'

export const programAndProcess: Lesson = {
  id: '07-program-and-process',
  chapter: 2,
  title: { en: 'Program and process', 'zh-CN': '程序与进程' },
  summary: {
    en: 'One program is started twice. Two processes come of it, with two pids, each with its own count; both carry out the same file. One is killed, and the other does not even notice.',
    'zh-CN':
      '同一个程序启动两次，得到两个进程：两个 pid，各数各的数，执行的却是同一个文件。强制结束其中一个，另一个毫无察觉。',
  },
  covers: ['6'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('once', { en: 'Break it: start it only once', 'zh-CN': '破坏它：只启动一次' }),
    toggle('otherProgram', { en: 'Break it: the second is another program', 'zh-CN': '破坏它：第二个是别的程序' }),
    toggle('killBoth', { en: 'Break it: kill both', 'zh-CN': '破坏它：两个都强制结束' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'executables',
      kind: 'number',
      text: {
        en: 'The same program is started twice. How many different executable files do the processes have?',
        'zh-CN': '同一个程序启动两次，这些进程一共对应几个不同的可执行文件？',
      },
      tolerance: 0,
      measure: executableCount,
    },
    {
      id: 'other',
      kind: 'choice',
      text: { en: 'One of the two is killed. What becomes of the other?', 'zh-CN': '强制结束其中一个，另一个会怎样？' },
      options: [
        { id: 'lives', text: { en: 'It goes on', 'zh-CN': '继续运行' } },
        { id: 'ends', text: { en: 'It ends too', 'zh-CN': '也结束' } },
      ],
      measure(record) {
        const lived = secondLived(record)
        return lived === undefined ? undefined : lived ? 'lives' : 'ends'
      },
    },
  ],
  variants: [
    { id: 'once', title: { en: 'Start it only once', 'zh-CN': '只启动一次' }, parameters: { once: 1 } },
    {
      id: 'other-program',
      title: { en: 'Another program as the second', 'zh-CN': '第二个换成别的程序' },
      parameters: { otherProgram: 1 },
    },
    { id: 'kill-both', title: { en: 'Kill both', 'zh-CN': '两个都强制结束' }, parameters: { killBoth: 1 } },
  ],
  actions: [
    {
      id: 'kill-second',
      title: { en: 'Kill the second', 'zh-CN': '强制结束 second' },
      target: 'second',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: programChecks,
}
