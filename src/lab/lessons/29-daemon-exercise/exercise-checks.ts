import {
  exitOf,
  linesOf,
  mainOf,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

/** @returns the lines of the exercise, in the order in which they came */
export const lines = (record: RunRecord): readonly string[] =>
  linesOf(record, undefined, 'stdout').map(({ text }) => text)

const times = (record: RunRecord, text: string): number => lines(record).filter((line) => line === text).length

const pidOf = (record: RunRecord, name: string): number => processNamed(record, name)?.pid ?? 0

/** Then foo comes to its own end. */
const isFooJoined = (record: RunRecord): boolean => record.parameters['joinFoo'] === 1

/** Its parent tells of the end of a process, who may have ended itself before that is heard. Microseconds. */
const noticedWithinUs = 100_000

export const exerciseChecks: readonly LessonCheck[] = [
  {
    id: 'no-end123',
    sabotage: { joinFoo: 1 },
    title: { en: 'end123 is never printed', 'zh-CN': 'end123 从不打印' },
    shows: (record) => linesOf(record).find(({ text }) => text === 'end123') ?? exitOf(record, pidOf(record, 'foo')),
    judge(record, locale) {
      const all = lines(record).join(', ') || '–'
      const evidence = sayIn(locale)(
        `Printed: ${all}. end123: ${times(record, 'end123')} times.`,
        `打印：${all}。end123 出现 ${times(record, 'end123')} 次。`,
      )
      return passedIf(times(record, 'main-------') === 1 && times(record, 'end123') === 0, evidence)
    },
  },
  {
    id: 'both-of-bar',
    sabotage: { barIsDaemon: 1 },
    title: { en: '456 and end456 are both printed', 'zh-CN': '456 和 end456 都打印' },
    shows: (record) => linesOf(record).find(({ text }) => text === 'end456') ?? exitOf(record, pidOf(record, 'bar')),
    judge(record, locale) {
      const [begun, ended] = [times(record, '456'), times(record, 'end456')]
      const evidence = sayIn(locale)(
        `456 was printed ${begun} times, end456 ${ended} times.`,
        `456 打印了 ${begun} 次，end456 打印了 ${ended} 次。`,
      )
      return passedIf(begun === 1 && ended === 1, evidence)
    },
  },
  {
    id: 'foo-dies-first',
    sabotage: { barIsDaemon: 1 },
    title: { en: 'foo is dead while bar still works', 'zh-CN': 'foo 已死，而 bar 还在工作' },
    shows: (record) => exitOf(record, pidOf(record, 'foo')),
    judge(record, locale) {
      const foo = exitOf(record, pidOf(record, 'foo'))
      const bar = exitOf(record, pidOf(record, 'bar'))
      const how = foo?.exitSignal ?? foo?.exitCode ?? '–'
      const evidence = sayIn(locale)(
        `foo ended at ${seconds(foo?.t ?? 0)} s by ${how}, bar at ${seconds(bar?.t ?? 0)} s with code ${bar?.exitCode ?? '–'}.`,
        `foo 在 ${seconds(foo?.t ?? 0)} 秒结束（${how}），bar 在 ${seconds(bar?.t ?? 0)} 秒结束，退出码 ${bar?.exitCode ?? '–'}。`,
      )
      const both = foo !== undefined && bar !== undefined
      const isEndedAsDaemon = foo?.exitSignal === 'SIGTERM' || isFooJoined(record)
      return passedIf(both && isEndedAsDaemon && bar.exitCode === 0 && foo.t < bar.t, evidence)
    },
  },
  {
    id: 'main-waits-for-bar',
    sabotage: { barIsDaemon: 1 },
    title: {
      en: 'The main process ends after bar, long after its code',
      'zh-CN': '主进程在 bar 之后才结束，比它的代码晚得多',
    },
    shows: (record) => exitOf(record, mainOf(record)),
    judge(record, locale) {
      const code = marksOf(record, 'code-ends')[0]?.t ?? 0
      const main = exitOf(record, mainOf(record))?.t ?? 0
      const unitUs = 1_000_000 / (record.parameters['speed'] ?? 1)
      const bar = exitOf(record, pidOf(record, 'bar'))
      const waited = (main - code) / unitUs
      // Of bar's 3 units one has gone by when foo, who works for one, was joined.
      const least = isFooJoined(record) ? 1.5 : 2.5
      const evidence = sayIn(locale)(
        `Its code ended at ${seconds(code)} s, bar at ${seconds(bar?.t ?? 0)} s, the process at ${seconds(main)} s: ${waited.toFixed(1)} units after its code.`,
        `代码在 ${seconds(code)} 秒结束，bar 在 ${seconds(bar?.t ?? 0)} 秒结束，进程在 ${seconds(main)} 秒结束：比代码晚 ${waited.toFixed(1)} 个单位。`,
      )
      return passedIf(code > 0 && bar !== undefined && bar.t <= main + noticedWithinUs && waited > least, evidence)
    },
  },
]
