import type { Locale } from '../../../shared/contract/lab.ts'
import {
  exitOf,
  looksAt,
  looksBegunAfter,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, Moment, Observation, RunRecord } from '../../../shared/model/lesson.ts'

type Name = 'running' | 'sleeping' | 'stopped' | 'ended'

/** @returns the looks at the process of that name while the four were being watched */
function watched(record: RunRecord, name: Name): readonly Observation[] {
  const from = marksOf(record, 'look-from')[0]?.t ?? Infinity
  const to = marksOf(record, 'look-to')[0]?.t ?? -Infinity
  return looksAt(record, processNamed(record, name)?.pid ?? 0).filter(({ t }) => t > from && t < to)
}

/** @returns in how many percent of the looks it was in that state */
export function statePercent(record: RunRecord, name: Name, state: Observation['state']): number | undefined {
  const looks = watched(record, name)
  if (looks.length === 0) return undefined
  return Math.round((100 * looks.filter((each) => each.state === state).length) / looks.length)
}

function judgeState(
  record: RunRecord,
  locale: Locale,
  name: Name,
  state: 'running' | 'sleeping' | 'stopped' | 'zombie',
  letter: string,
  leastPercent: number,
): Judgement {
  const say = sayIn(locale)
  const seen = watched(record, name).filter((each) => each.state === state)
  const percent = statePercent(record, name, state) ?? 0
  const pid = processNamed(record, name)?.pid ?? 0
  const [first, last] = [seen[0], seen.at(-1)]
  if (first === undefined || last === undefined) {
    return passedIf(
      false,
      say(`${name} (${pid}) was never seen in state ${letter}.`, `从未看到 ${name}（${pid}）处于 ${letter} 状态。`),
    )
  }
  const place =
    first.waitChannel === undefined ? '' : say(`, waiting in ${first.waitChannel}`, `，等待于 ${first.waitChannel}`)
  const evidence = say(
    `${name} (${pid}) was in state ${letter} from ${seconds(first.t)} s to ${seconds(last.t)} s${place}: in ${seen.length} looks, ${percent} %.`,
    `${name}（${pid}）从 ${seconds(first.t)} 秒到 ${seconds(last.t)} 秒处于 ${letter} 状态${place}：共 ${seen.length} 次观察，占 ${percent} %。`,
  )
  return passedIf(percent >= leastPercent, evidence)
}

/** @returns the first look that found it in that state; without one the beginning of the watch */
const firstSeen = (record: RunRecord, name: Name, state: Observation['state']): Moment | undefined =>
  watched(record, name).find((each) => each.state === state) ?? marksOf(record, 'look-from')[0]

export const statesChecks: readonly LessonCheck[] = [
  {
    id: 'computing-is-r',
    sabotage: { swap: 1 },
    title: { en: 'R: the one that computes', 'zh-CN': 'R：正在计算的进程' },
    shows: (record) => firstSeen(record, 'running', 'running'),
    judge: (record, locale) => judgeState(record, locale, 'running', 'running', 'R', 60),
  },
  {
    id: 'waiting-is-s',
    sabotage: { swap: 1 },
    title: { en: 'S: the one that sleeps', 'zh-CN': 'S：睡眠的进程' },
    shows: (record) => firstSeen(record, 'sleeping', 'sleeping'),
    judge: (record, locale) => judgeState(record, locale, 'sleeping', 'sleeping', 'S', 60),
  },
  {
    id: 'stopped-is-t',
    sabotage: { noStop: 1 },
    title: { en: 'T: the one that was stopped by a signal', 'zh-CN': 'T：被信号暂停的进程' },
    shows: (record) => firstSeen(record, 'stopped', 'stopped'),
    judge: (record, locale) => judgeState(record, locale, 'stopped', 'stopped', 'T', 25),
  },
  {
    id: 'unreaped-is-z',
    sabotage: { reapAtOnce: 1 },
    title: { en: 'Z: the one that is dead and not yet reaped', 'zh-CN': 'Z：已死而尚未被回收的进程' },
    shows: (record) => firstSeen(record, 'ended', 'zombie'),
    judge: (record, locale) => judgeState(record, locale, 'ended', 'zombie', 'Z', 25),
  },
  {
    id: 'goes-on-after-sigcont',
    sabotage: { noContinue: 1 },
    title: { en: 'After SIGCONT the stopped one goes on', 'zh-CN': '收到 SIGCONT 后，暂停的进程继续运行' },
    shows: (record) => marksOf(record, 'continued')[0],
    judge(record, locale) {
      const say = sayIn(locale)
      const pid = processNamed(record, 'stopped')?.pid ?? 0
      const signalled = marksOf(record, 'continued')[0]?.t
      const before = watched(record, 'stopped').some(({ state }) => state === 'stopped')
      if (signalled === undefined || !before) {
        return passedIf(false, say('There was no stopped process to continue.', '没有可以继续的暂停进程。'))
      }
      const live = looksAt(record, pid).filter(
        ({ t, state }) => t > signalled && (state === 'sleeping' || state === 'running'),
      )
      const exit = exitOf(record, pid)
      const end = exit?.exitSignal ?? `${exit?.exitCode}`
      const evidence = say(
        `After ${seconds(signalled)} s ${pid} was seen alive ${live.length} times; it ended with ${end}.`,
        `${seconds(signalled)} 秒之后，${live.length} 次看到 ${pid} 在活动；它的结束状态是 ${end}。`,
      )
      return passedIf(live.length > 0 && exit?.exitCode === 0, evidence)
    },
  },
  {
    id: 'reaped-is-gone',
    sabotage: { noJoin: 1 },
    title: { en: 'Once reaped, the dead one is gone', 'zh-CN': '回收之后，死去的进程就消失了' },
    shows: (record) => marksOf(record, 'joined').find(({ value }) => value === processNamed(record, 'ended')?.pid),
    judge(record, locale) {
      const say = sayIn(locale)
      const pid = processNamed(record, 'ended')?.pid ?? 0
      const joined = marksOf(record, 'joined').find(({ value }) => value === pid)?.t
      if (joined === undefined) return passedIf(false, say(`Nobody reaped ${pid}.`, `没有谁回收 ${pid}。`))
      const still = looksBegunAfter(record, pid, joined).filter(({ state }) => state !== 'gone').length
      const evidence = say(
        `${pid} was reaped at ${seconds(joined)} s, and seen ${still} times afterwards.`,
        `${pid} 在 ${seconds(joined)} 秒被回收，之后又看到它 ${still} 次。`,
      )
      return passedIf(still === 0, evidence)
    },
  },
]
