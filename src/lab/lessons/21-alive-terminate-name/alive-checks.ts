import { childrenOf, inconclusive, markedNumbers, marksOf, passedIf, sayIn } from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

/** What isAlive said at that moment, of one process or of several. */
const answers = (record: RunRecord, when: string): readonly boolean[] =>
  marksOf(record, when).map(({ value }) => value === true)

const terminated = 4

export const aliveChecks: readonly LessonCheck[] = [
  {
    id: 'alive-between',
    sabotage: { joinFirst: 1 },
    title: {
      en: 'isAlive: false before start, true after it',
      'zh-CN': 'isAlive：start 之前为 false，之后为 true',
    },
    shows: (record) => marksOf(record, 'alive-after-start')[0],
    judge(record, locale) {
      const [before, after] = [answers(record, 'alive-before-start')[0], answers(record, 'alive-after-start')[0]]
      const evidence = sayIn(locale)(
        `It said ${before ?? 'nothing'} before start and ${after ?? 'nothing'} afterwards.`,
        `start 之前回答 ${before ?? '（无）'}，之后回答 ${after ?? '（无）'}。`,
      )
      return passedIf(before === false && after === true, evidence)
    },
  },
  {
    id: 'terminate-does-not-wait',
    sabotage: { joinFirst: 1 },
    title: {
      en: 'Right after terminate a process is still alive',
      'zh-CN': '刚刚 terminate 之后，进程还活着',
    },
    shows: (record) => marksOf(record, 'alive-after-terminate')[0],
    judge(record, locale) {
      const right = answers(record, 'alive-after-terminate')
      const alive = right.filter(Boolean).length
      const evidence = sayIn(locale)(
        `Asked right after terminate, ${alive} of ${right.length} processes were still alive.`,
        `刚刚 terminate 之后询问，${right.length} 个进程中有 ${alive} 个还活着。`,
      )
      // One is enough to show that terminate does not wait; a process may also be quicker to die than its parent to ask.
      return passedIf(right.length === terminated && alive > 0, evidence)
    },
  },
  {
    id: 'dead-after-join',
    sabotage: { join: 0 },
    title: { en: 'After join none is alive', 'zh-CN': 'join 之后没有一个还活着' },
    shows: (record) => marksOf(record, 'alive-after-join').at(-1),
    judge(record, locale) {
      const after = answers(record, 'alive-after-join')
      const alive = after.filter(Boolean).length
      const evidence = sayIn(locale)(
        `After join ${alive} of ${after.length} processes were alive.`,
        `join 之后，${after.length} 个进程中有 ${alive} 个活着。`,
      )
      return passedIf(after.length === terminated + 1 && alive === 0, evidence)
    },
  },
  {
    id: 'exit-codes',
    sabotage: { kill: 1 },
    title: {
      en: 'The exit code tells how it ended: 0 by itself, −15 by terminate',
      'zh-CN': '退出码说明它是怎样结束的：自行结束为 0，被 terminate 为 −15',
    },
    shows: (record) => marksOf(record, 'doomed-exit-code')[0],
    judge(record, locale) {
      const free = markedNumbers(record, 'free-exit-code')
      const doomed = markedNumbers(record, 'doomed-exit-code')
      if (free.length === 0 || doomed.length === 0) {
        const reason = sayIn(locale)(
          'No exit code was known: a process has one when it was joined.',
          '没有得到退出码：进程被 join 之后才有。',
        )
        return inconclusive(reason)
      }
      const evidence = sayIn(locale)(
        `The one that ended by itself: ${free.join(', ') || '–'}; the ${doomed.length} that were ended: ${doomed.join(', ') || '–'}.`,
        `自行结束的：${free.join('、') || '–'}；被结束的 ${doomed.length} 个：${doomed.join('、') || '–'}。`,
      )
      const right = doomed.length === terminated && doomed.every((code) => code === -15)
      return passedIf(free[0] === 0 && right, evidence)
    },
  },
  {
    id: 'names',
    sabotage: { rename: 1 },
    title: {
      en: 'A process without a name gets one: class and number',
      'zh-CN': '没有指定名称的进程会得到一个：类名加编号',
    },
    shows: (record) => childrenOf(record).find(({ name }) => /^Process-\d+$/u.test(name)) ?? childrenOf(record)[0],
    judge(record, locale) {
      const names = childrenOf(record).map(({ name }) => name)
      const given = names.filter((name) => name.startsWith('sub-process-'))
      const byDefault = names.filter((name) => /^Process-\d+$/u.test(name))
      const evidence = sayIn(locale)(
        `Named by the program: ${given.join(', ') || '–'}; named by the library: ${byDefault.join(', ') || 'none'}.`,
        `由程序命名：${given.join('、') || '–'}；由库命名：${byDefault.join('、') || '无'}。`,
      )
      return passedIf(given.length === terminated && byDefault.length === 1, evidence)
    },
  },
]
