import { exitOf, marksOf, processNamed } from '../../../shared/model/evidence.ts'
import { speed, toggle, type Lesson } from '../../../shared/model/lesson.ts'
import { pipeChecks } from './pipe-checks.ts'

export const pipe: Lesson = {
  id: '36-pipe',
  chapter: 8,
  title: { en: 'A pipe', 'zh-CN': '管道' },
  summary: {
    en: 'A pipe has two ends and no more. Messages keep their boundaries; and when the last copy of an end is closed, the other end is told, as end of file when it reads and as a broken pipe when it writes.',
    'zh-CN':
      '管道只有两端。消息保持边界；当某一端的最后一个副本关闭时，另一端会得知：读的时候是文件结束，写的时候是管道破裂。',
  },
  covers: ['41'],
  platforms: ['linux', 'darwin', 'win32'],
  unavailable: {},
  parameters: [
    speed,
    {
      name: 'killAt',
      title: {
        en: 'Break it: kill the child before message (0: never)',
        'zh-CN': '破坏它：在第几条消息前结束子进程（0：不结束）',
      },
      min: 0,
      max: 4,
      step: 1,
      default: 0,
    },
    toggle('keepOpen', { en: 'Break it: do not close the sending end', 'zh-CN': '破坏它：不关闭发送端' }),
    toggle('keepCopies', { en: "Break it: keep copies of the child's ends", 'zh-CN': '破坏它：保留子进程端点的副本' }),
  ],
  fastest: { speed: 4 },
  questions: [
    {
      id: 'messages',
      kind: 'number',
      text: {
        en: 'Four messages are sent, one of them empty. How many does the child receive?',
        'zh-CN': '发送四条消息，其中一条是空的。子进程收到几条？',
      },
      measure(record) {
        const echo = processNamed(record, 'echo')?.pid
        if (echo === undefined || exitOf(record, echo) === undefined) return undefined
        return marksOf(record, 'received', echo).length
      },
      tolerance: 0,
    },
    {
      id: 'send-to-nobody',
      kind: 'choice',
      text: {
        en: 'The child has ended. What happens to a message that is sent to it now?',
        'zh-CN': '子进程已经结束。这时发给它的消息会怎样？',
      },
      options: [
        { id: 'lost', text: { en: 'It is accepted and lost', 'zh-CN': '被接受，然后丢失' } },
        { id: 'waits', text: { en: 'The send waits for ever', 'zh-CN': '发送永远等待' } },
        { id: 'refused', text: { en: 'The send fails at once', 'zh-CN': '发送立即失败' } },
      ],
      measure(record) {
        if (marksOf(record, 'send-refused').length > 0) return 'refused'
        return marksOf(record, 'sent-to-nobody').length > 0 ? 'lost' : undefined
      },
    },
  ],
  variants: [
    {
      id: 'kill',
      title: { en: 'Kill the child before the third message', 'zh-CN': '在第三条消息之前结束子进程' },
      parameters: { killAt: 3 },
    },
    {
      id: 'keep-open',
      title: { en: 'Forget to close the sending end', 'zh-CN': '忘记关闭发送端' },
      parameters: { keepOpen: 1 },
    },
    {
      id: 'keep-copies',
      title: { en: "Keep copies of the child's ends", 'zh-CN': '保留子进程端点的副本' },
      parameters: { keepCopies: 1 },
    },
  ],
  actions: [
    {
      id: 'kill-echo',
      title: { en: 'Kill the child', 'zh-CN': '强制结束子进程' },
      target: 'echo',
      signal: 'SIGKILL',
    },
  ],
  probes: [],
  checks: pipeChecks,
}
