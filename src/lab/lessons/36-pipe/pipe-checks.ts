import type { Locale } from '../../../shared/contract/lab.ts'
import {
  exitOf,
  inconclusive,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
  textOf,
} from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

/** The lengths of the lesson's messages. */
const lengths = [5, 0, 50_000, 4]

/** Main's end of file, or its refused send: the mark that should be there, beside what happened instead. */
function told(record: RunRecord, locale: Locale, label: string, texts: readonly [string, string]): Judgement {
  const say = sayIn(locale)
  const mark = marksOf(record, label)[0]
  if (mark === undefined) return passedIf(false, say(...texts))
  const gone = exitOf(record, processNamed(record, 'echo')?.pid ?? 0)?.t ?? 0
  const value = textOf(mark.value) || 'EOFError'
  const evidence = say(
    `The child ended at ${seconds(gone)} s; at ${seconds(mark.t)} s the main process was told: ${value}.`,
    `子进程在 ${seconds(gone)} 秒结束；主进程在 ${seconds(mark.t)} 秒得知：${value}。`,
  )
  return passedIf(true, evidence)
}

export const pipeChecks: readonly LessonCheck[] = [
  {
    id: 'echoes-equal',
    sabotage: { killAt: 2 },
    title: { en: 'Every message comes back, in capitals', 'zh-CN': '每条消息都变成大写返回' },
    shows: (record) => marksOf(record, 'echo').at(-1),
    judge(record, locale) {
      const echoes = marksOf(record, 'echo').map(({ value }) => value)
      const equal = echoes.filter((each) => typeof each === 'object' && each !== null && Reflect.get(each, 'equal'))
      const evidence = sayIn(locale)(
        `${equal.length} of ${lengths.length} messages came back as they should.`,
        `${lengths.length} 条消息中有 ${equal.length} 条正确返回。`,
      )
      return passedIf(equal.length === lengths.length && echoes.length === lengths.length, evidence)
    },
  },
  {
    id: 'boundaries-kept',
    sabotage: { killAt: 3 },
    title: { en: 'One send is one recv, even an empty one', 'zh-CN': '一次 send 就是一次 recv，空消息也不例外' },
    shows: (record) => marksOf(record, 'received').at(-1),
    judge(record, locale) {
      const child = processNamed(record, 'echo')?.pid ?? 0
      const received = marksOf(record, 'received', child).map(({ value }) => Number(value))
      const evidence = sayIn(locale)(
        `Sent, in characters: ${lengths.join(', ') || '–'}. Received: ${received.join(', ') || '–'}.`,
        `发送的字符数：${lengths.join('、') || '–'}。收到：${received.join('、') || '–'}。`,
      )
      return passedIf(JSON.stringify(received) === JSON.stringify(lengths), evidence)
    },
  },
  {
    id: 'child-end-of-file',
    sabotage: { keepOpen: 1 },
    title: {
      en: 'When the sender closes its end, the receiver reads the end of file',
      'zh-CN': '发送方关闭自己的一端后，接收方读到文件结束',
    },
    shows: (record) =>
      marksOf(record, 'child-end-of-file')[0] ?? exitOf(record, processNamed(record, 'echo')?.pid ?? 0),
    judge(record, locale) {
      const say = sayIn(locale)
      const child = processNamed(record, 'echo')?.pid ?? 0
      const closed = marksOf(record, 'closed-my-end')[0]?.t ?? 0
      const end = marksOf(record, 'child-end-of-file', child)[0]
      const exit = exitOf(record, child)
      if (end === undefined) {
        const signal = exit?.exitSignal ?? '–'
        if (marksOf(record, 'received', child).length < lengths.length) {
          return inconclusive(
            say(
              `The child ${child} ended by ${signal} before all messages were sent: there was no end to read yet.`,
              `子进程 ${child} 在消息发完之前就因 ${signal} 而结束：那时还没有文件结束可读。`,
            ),
          )
        }
        return passedIf(
          false,
          say(
            `The child ${child} never read an end of file; it ended by ${signal}.`,
            `子进程 ${child} 始终没有读到文件结束；它因 ${signal} 而结束。`,
          ),
        )
      }
      const evidence = say(
        `The end was closed at ${seconds(closed)} s; the child read EOFError at ${seconds(end.t)} s and ended with code ${exit?.exitCode ?? '?'}.`,
        `这一端在 ${seconds(closed)} 秒关闭；子进程在 ${seconds(end.t)} 秒读到 EOFError，以退出码 ${exit?.exitCode ?? '?'} 结束。`,
      )
      return passedIf(exit?.exitCode === 0, evidence)
    },
  },
  {
    id: 'main-end-of-file',
    sabotage: { keepCopies: 1 },
    title: {
      en: 'A process that ends closes its ends: the other one is told',
      'zh-CN': '进程结束时它的端点随之关闭，对方会得知',
    },
    shows: (record) => marksOf(record, 'main-end-of-file')[0] ?? exitOf(record, processNamed(record, 'echo')?.pid ?? 0),
    judge: (record, locale) =>
      told(record, locale, 'main-end-of-file', [
        'The main process never read an end of file: it has a copy of that end itself.',
        '主进程始终没有读到文件结束：它自己还留着那一端的副本。',
      ]),
  },
  {
    id: 'broken-pipe',
    sabotage: { keepCopies: 1 },
    title: { en: 'Sending to nobody is refused', 'zh-CN': '向无人的管道发送会被拒绝' },
    shows: (record) => marksOf(record, 'send-refused')[0] ?? marksOf(record, 'sent-to-nobody')[0],
    judge: (record, locale) =>
      told(record, locale, 'send-refused', [
        'A message to nobody was accepted: it lies in the pipe, and nobody will read it.',
        '发给无人的消息被接受了：它躺在管道里，不会有人去读。',
      ]),
  },
]
