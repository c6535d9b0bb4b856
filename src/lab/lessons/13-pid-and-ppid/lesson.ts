import { mainOf, markedNumber, markedNumbers, processNamed } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { pidChecks } from './pid-checks.ts'

export const pidAndPpid: Lesson = {
  id: '13-pid-and-ppid',
  chapter: 3,
  title: { en: 'pid and ppid', 'zh-CN': 'pid 与 ppid' },
  summary: {
    en: 'Three generations print their own pid and that of their parent, twice. The process table says the same; the second number of a process is not fixed, though.',
    'zh-CN': '三代进程各两次打印自己的 pid 和父进程的 pid，与进程表所说的一致。不过其中父进程的那个数字并不是固定的。',
  },
  covers: ['22'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    toggle('endParent', { en: 'Break it: end the parent first (1)', 'zh-CN': '破坏它：先结束父进程（1）' }),
    toggle('remember', { en: 'Break it: print a remembered ppid (1)', 'zh-CN': '破坏它：打印记住的 ppid（1）' }),
    toggle('flat', { en: 'Break it: main starts both (1)', 'zh-CN': '破坏它：两个都由主进程启动（1）' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'grandparent',
      kind: 'choice',
      text: {
        en: 'The main process starts a child, the child starts a grandchild. Which ppid does the grandchild print?',
        'zh-CN': '主进程启动子进程，子进程启动孙进程。孙进程打印的 ppid 是谁的？',
      },
      options: [
        { id: 'main', text: { en: "The main process's", 'zh-CN': '主进程的' } },
        { id: 'child', text: { en: "The child's", 'zh-CN': '子进程的' } },
        { id: 'other', text: { en: 'Another one', 'zh-CN': '别的进程的' } },
      ],
      measure(record) {
        const told = markedNumber(record, 'told-ppid', processNamed(record, 'grandchild')?.pid ?? 0)
        if (told === undefined) return undefined
        if (told === mainOf(record)) return 'main'
        return told === processNamed(record, 'child')?.pid ? 'child' : 'other'
      },
    },
    {
      id: 'changes',
      kind: 'choice',
      text: { en: 'It prints the ppid twice. Is it the same?', 'zh-CN': '它打印了两次 ppid。两次相同吗？' },
      options: [
        { id: 'same', text: { en: 'Yes', 'zh-CN': '相同' } },
        { id: 'different', text: { en: 'No', 'zh-CN': '不同' } },
      ],
      measure(record) {
        const [first, second] = markedNumbers(record, 'told-ppid', processNamed(record, 'grandchild')?.pid ?? 0)
        if (second === undefined) return undefined
        return first === second ? 'same' : 'different'
      },
    },
  ],
  variants: [
    { id: 'end-parent', title: { en: 'End the parent first', 'zh-CN': '先结束父进程' }, parameters: { endParent: 1 } },
    {
      id: 'remember',
      title: { en: 'End it, and print what was remembered', 'zh-CN': '先结束它，再打印记住的 ppid' },
      parameters: { endParent: 1, remember: 1 },
    },
    { id: 'flat', title: { en: 'main starts both', 'zh-CN': '两个都由主进程启动' }, parameters: { flat: 1 } },
  ],
  actions: [
    {
      id: 'kill-child',
      title: { en: 'Kill the one in the middle', 'zh-CN': '强制结束中间的进程' },
      target: 'child',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: pidChecks,
}
