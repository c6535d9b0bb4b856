import { firstEnded, livingLooks, marksOf, processNamed } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { terminateChecks } from './terminate-checks.ts'

export const terminateAParent: Lesson = {
  id: '22-terminate-a-parent',
  chapter: 4,
  title: { en: 'Terminate a parent', 'zh-CN': '终止一个父进程' },
  summary: {
    en: 'A process that has a child and holds a lock is terminated. It cleans nothing up: its child becomes an orphan, not a zombie, and its lock stays locked.',
    'zh-CN': '终止一个有子进程、又持有锁的进程。它来不及做任何清理：子进程成为孤儿而不是僵尸，锁则一直锁着。',
  },
  covers: ['18'],
  platforms: ['linux', 'darwin'],
  unavailable: {
    win32: {
      en: 'On Windows Node puts its children into a job object, and they end with a terminated parent: there is no orphan to see. A named mutex whose owner has died is handed on there, marked as abandoned.',
      'zh-CN':
        'Windows 上的 Node 把子进程放进作业对象（Job Object），父进程被终止时它们也随之结束，所以看不到孤儿进程。那里的互斥体在持有者死亡后会转交给下一个等待者，并标明是“被遗弃”的。',
    },
  },
  parameters: [
    speed,
    toggle('askKindly', { en: 'Break it: ask it to end by itself (1)', 'zh-CN': '破坏它：请它自行结束（1）' }),
    toggle('releaseFirst', { en: 'Break it: release the lock first (1)', 'zh-CN': '破坏它：先释放锁（1）' }),
  ],
  fastest: { speed: 2 },
  questions: [
    {
      id: 'child',
      kind: 'choice',
      text: {
        en: 'A process with a running child is terminated. What becomes of the child?',
        'zh-CN': '一个进程被终止，它的子进程正在运行。子进程会怎样？',
      },
      options: [
        { id: 'zombie', text: { en: 'A zombie', 'zh-CN': '成为僵尸进程' } },
        { id: 'orphan', text: { en: 'An orphan', 'zh-CN': '成为孤儿进程' } },
        { id: 'ended', text: { en: 'It is terminated too', 'zh-CN': '一起被终止' } },
        { id: 'kept', text: { en: 'It keeps its parent', 'zh-CN': '父进程不变' } },
      ],
      measure(record) {
        const boss = processNamed(record, 'boss')?.pid ?? 0
        const ended = firstEnded(record, boss)
        if (ended === undefined) return undefined
        const worker = livingLooks(record, processNamed(record, 'worker')?.pid ?? 0)
        const after = worker.filter(({ t }) => t > ended)
        if (after.some(({ ppid }) => ppid !== boss)) return 'orphan'
        return marksOf(record, 'work-done').length > 0 ? 'kept' : 'ended'
      },
    },
    {
      id: 'lock',
      kind: 'choice',
      text: { en: 'What becomes of the lock that it held?', 'zh-CN': '它持有的锁会怎样？' },
      options: [
        { id: 'free', text: { en: 'It is released', 'zh-CN': '被释放' } },
        { id: 'locked', text: { en: 'It stays locked', 'zh-CN': '一直锁着' } },
      ],
      measure(record) {
        const free = marksOf(record, 'lock-free')[0]
        if (free === undefined) return undefined
        return free.value === true ? 'free' : 'locked'
      },
    },
  ],
  variants: [
    {
      id: 'ask-kindly',
      title: { en: 'Ask it to end by itself', 'zh-CN': '请它自行结束' },
      parameters: { askKindly: 1 },
    },
    {
      id: 'release-first',
      title: { en: 'Release the lock first', 'zh-CN': '先释放锁' },
      parameters: { releaseFirst: 1 },
    },
  ],
  actions: [
    { id: 'kill-boss', title: { en: 'Kill the boss', 'zh-CN': '强制结束 boss' }, target: 'boss', signal: 'SIGKILL' },
  ],
  probes: [],
  checks: terminateChecks,
}
