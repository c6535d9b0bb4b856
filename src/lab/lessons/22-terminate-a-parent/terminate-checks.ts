import {
  eventsOf,
  exitOf,
  firstEnded,
  livingLooks,
  looksAt,
  markedNumber,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, Observation, RunRecord } from '../../../shared/model/lesson.ts'
import { markBy } from '../../../shared/model/moments.ts'
import { stateNames } from '../../../shared/model/state-names.ts'

const pidOf = (record: RunRecord, name: string): number => processNamed(record, name)?.pid ?? 0

/** Looks at the living worker while it had another parent than the boss. */
function orphaned(record: RunRecord): readonly Observation[] {
  const boss = pidOf(record, 'boss')
  return livingLooks(record, pidOf(record, 'worker')).filter(({ ppid }) => ppid !== boss)
}

export const terminateChecks: readonly LessonCheck[] = [
  {
    id: 'child-becomes-orphan',
    sabotage: { askKindly: 1 },
    title: { en: 'The child of a terminated process becomes an orphan', 'zh-CN': '被终止的进程，其子进程成为孤儿进程' },
    shows: (record) => orphaned(record)[0] ?? exitOf(record, pidOf(record, 'boss')),
    judge(record, locale) {
      const [boss, worker] = [pidOf(record, 'boss'), pidOf(record, 'worker')]
      const ended = firstEnded(record, boss) ?? Number.POSITIVE_INFINITY
      const later = orphaned(record).filter(({ t }) => t > ended)
      const last = later.at(-1)
      const evidence = sayIn(locale)(
        `After the end of boss ${boss}, worker ${worker} was seen alive with another parent ${later.length} times, the last time at ${seconds(last?.t ?? 0)} s with parent ${last?.ppid ?? '–'}.`,
        `boss ${boss} 结束后，有 ${later.length} 次看到 worker ${worker} 活着且父进程已换，最后一次在 ${seconds(last?.t ?? 0)} 秒，父进程是 ${last?.ppid ?? '–'}。`,
      )
      return passedIf(later.length > 0, evidence)
    },
  },
  {
    id: 'not-a-zombie',
    sabotage: { askKindly: 1 },
    title: { en: 'An orphan, not a zombie: it finishes its work', 'zh-CN': '是孤儿而不是僵尸：它把工作做完了' },
    shows: (record) => markBy(record, 'worker', 'work-done') ?? exitOf(record, pidOf(record, 'worker')),
    judge(record, locale) {
      const worker = pidOf(record, 'worker')
      const done = marksOf(record, 'work-done', worker)[0]?.t
      const looks = orphaned(record)
      const until = done ?? Number.POSITIVE_INFINITY
      const zombie = looksAt(record, worker).filter(({ t, state }) => state === 'zombie' && t < until).length
      const states = stateNames(
        looks.map(({ state }) => state),
        locale,
      )
      const evidence = sayIn(locale)(
        `Orphaned, ${worker} was seen ${looks.length} times in state ${states}, ${zombie} times as a zombie before its work was done, and its work ${done === undefined ? 'was not finished' : `was done at ${seconds(done)} s`}.`,
        `成为孤儿后 ${worker} 被看到 ${looks.length} 次，状态为${states}；工作做完之前有 ${zombie} 次是僵尸；工作${done === undefined ? '没有做完' : `在 ${seconds(done)} 秒做完`}。`,
      )
      return passedIf(looks.length > 0 && zombie === 0 && done !== undefined, evidence)
    },
  },
  {
    id: 'no-clean-up',
    sabotage: { askKindly: 1 },
    title: { en: 'Its finally block never runs', 'zh-CN': '它的 finally 代码块不会执行' },
    shows: (record) => marksOf(record, 'cleaned-up')[0] ?? exitOf(record, pidOf(record, 'boss')),
    judge(record, locale) {
      const code = markedNumber(record, 'boss-exit-code')
      const cleaned = marksOf(record, 'cleaned-up').length
      const evidence = sayIn(locale)(
        `The boss ended with exit code ${code ?? '–'}, and its clean-up ran ${cleaned} times.`,
        `boss 的退出码是 ${code ?? '–'}，它的清理代码执行了 ${cleaned} 次。`,
      )
      return passedIf(code === -15 && cleaned === 0, evidence)
    },
  },
  {
    id: 'lock-stays-locked',
    sabotage: { releaseFirst: 1 },
    title: { en: 'The lock that it held stays locked', 'zh-CN': '它持有的锁一直锁着' },
    shows: (record) =>
      eventsOf(record, 'lock').find(({ pid, action }) => pid !== pidOf(record, 'boss') && action === 'request'),
    judge(record, locale) {
      const boss = pidOf(record, 'boss')
      const free = marksOf(record, 'lock-free')[0]
      const locks = eventsOf(record, 'lock')
      const taken = locks.some(({ pid, action }) => pid === boss && action === 'acquire')
      const waited = locks.find(({ pid, action }) => pid !== boss && action === 'request')
      const end = locks.find(({ pid, action }) => pid !== boss && action !== 'request')
      const [from, to] = [seconds(waited?.t ?? 0), seconds(end?.t ?? 0)]
      const evidence = sayIn(locale)(
        `Boss ${boss} ${taken ? 'took' : 'never took'} the lock; the main process wanted it from ${from} s to ${to} s and ${free?.value === true ? 'got it' : `did not get it: ${waited?.holder ?? 'nobody'} was in the way`}.`,
        `boss ${boss} ${taken ? '取得过' : '没有取得过'}锁；主进程从 ${from} 秒等到 ${to} 秒，${free?.value === true ? '得到了锁' : `没有得到锁，占着它的是 ${waited?.holder ?? '（无）'}`}。`,
      )
      return passedIf(taken && free?.value === false, evidence)
    },
  },
]
