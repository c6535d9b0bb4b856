import { isOver, livingLooks, processNamed } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { orphanChecks } from './orphan-checks.ts'

export const orphan: Lesson = {
  id: '17-orphan',
  chapter: 4,
  title: { en: 'An orphan', 'zh-CN': '孤儿进程' },
  summary: {
    en: 'A parent ends while its child is still running. The child runs on; the operating system gives it a new parent at once.',
    'zh-CN': '父进程结束时子进程还在运行。子进程继续运行下去，操作系统立刻给它换一个父进程。',
  },
  covers: ['26'],
  platforms: ['linux', 'darwin'],
  unavailable: {
    win32: {
      en: 'Windows has no adoption: a child whose parent has ended keeps the recorded pid of the dead parent, which may later belong to another process. What it has instead are job objects: Node puts its children into one, and they end with it.',
      'zh-CN':
        'Windows 没有收养：父进程结束后，子进程仍记着已死父进程的 pid，而这个 pid 以后可能属于别的进程。与之相对的是作业对象（Job Object）：Node 把子进程放进自己的作业，它们随它一起结束。',
    },
  },
  parameters: [
    speed,
    toggle('keepParent', { en: 'Break it: keep the parent alive (1)', 'zh-CN': '破坏它：让父进程活着（1）' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'parent',
      kind: 'choice',
      text: {
        en: 'The parent ends, the child runs on. Who is its parent then?',
        'zh-CN': '父进程结束了，子进程继续运行。这时它的父进程是谁？',
      },
      options: [
        { id: 'same', text: { en: 'The dead one, as before', 'zh-CN': '还是那个已死的进程' } },
        { id: 'grandparent', text: { en: 'Its grandparent', 'zh-CN': '它的祖父进程' } },
        { id: 'adopter', text: { en: 'A process of the system that adopts orphans', 'zh-CN': '系统中收养孤儿的进程' } },
        { id: 'ended', text: { en: 'Nobody: it ends too', 'zh-CN': '没有：它也随之结束' } },
      ],
      measure(record) {
        const parent = processNamed(record, 'parent')
        const child = processNamed(record, 'child')
        if (parent === undefined || child === undefined) return undefined
        const last = livingLooks(record, child.pid).at(-1)?.ppid
        if (last === undefined || !isOver(record)) return undefined
        if (last === parent.pid) return 'same'
        return last === parent.ppid ? 'grandparent' : 'adopter'
      },
    },
  ],
  variants: [
    {
      id: 'keep-parent',
      title: { en: 'Keep the parent alive', 'zh-CN': '让父进程活着' },
      parameters: { keepParent: 1 },
    },
  ],
  actions: [
    {
      id: 'kill-parent',
      title: { en: 'Kill the parent', 'zh-CN': '强制结束父进程' },
      target: 'parent',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: orphanChecks,
}
