import {
  eventsOf,
  exitOf,
  inconclusive,
  looksAt,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, Observation, RunRecord } from '../../../shared/model/lesson.ts'

/** Seen alive for half of the time in which it is watched alone. */
const lastingShare = 0.5

/** The daemon, its sightings alive, and when its starter ended. */
export function daemonOf(record: RunRecord) {
  const starter = processNamed(record, 'starter')?.pid ?? 0
  const told = marksOf(record, 'daemon', starter)[0]?.value
  const pid = typeof told === 'number' ? told : 0
  const alive = looksAt(record, pid).filter(({ state }) => !['gone', 'zombie', 'dead'].includes(state))
  const starterEnd = exitOf(record, starter)?.t ?? Infinity
  return { starter, pid, alive, starterEnd, after: alive.filter(({ t }) => t > starterEnd) }
}

const distinct = (looks: readonly Observation[], of: (look: Observation) => string | number | undefined): string =>
  [...new Set(looks.map((look) => String(of(look) ?? '–')))].join(', ') || '–'

export const unixDaemonChecks: readonly LessonCheck[] = [
  {
    id: 'own-session',
    sabotage: { detached: 0 },
    title: { en: 'It leads a session and a group of its own', 'zh-CN': '它是自己的会话和进程组的首领' },
    shows: (record) => daemonOf(record).alive[0],
    judge(record, locale) {
      const { pid, alive } = daemonOf(record)
      const evidence = sayIn(locale)(
        `Daemon ${pid}: session ${distinct(alive, ({ session }) => session)}, group ${distinct(alive, ({ processGroup }) => processGroup)}, in ${alive.length} looks.`,
        `守护进程 ${pid}：会话 ${distinct(alive, ({ session }) => session)}，进程组 ${distinct(alive, ({ processGroup }) => processGroup)}，共看到 ${alive.length} 次。`,
      )
      const own = alive.every(({ session, processGroup }) => session === pid && processGroup === pid)
      return passedIf(alive.length > 0 && own, evidence)
    },
  },
  {
    id: 'no-terminal',
    sabotage: { onTerminal: 1 },
    title: { en: 'It has no terminal', 'zh-CN': '它没有终端' },
    shows: (record) => daemonOf(record).alive[0],
    judge(record, locale) {
      const { pid, alive } = daemonOf(record)
      const terminals = distinct(alive, ({ terminal }) => terminal)
      const evidence = sayIn(locale)(
        `The terminal of daemon ${pid}: ${terminals}, in ${alive.length} looks.`,
        `守护进程 ${pid} 的终端：${terminals}，共看到 ${alive.length} 次。`,
      )
      return passedIf(alive.length > 0 && alive.every(({ terminal }) => terminal === undefined), evidence)
    },
  },
  {
    id: 'adopted',
    sabotage: { tied: 1 },
    title: { en: 'Its parent is now its adopter', 'zh-CN': '它的父进程变成了收养者' },
    shows: (record) =>
      eventsOf(record, 'reparented').find(({ pid }) => pid === daemonOf(record).pid) ?? daemonOf(record).after[0],
    judge(record, locale) {
      const { starter, pid, alive, starterEnd, after } = daemonOf(record)
      const before = alive.filter(({ t }) => t < starterEnd)
      if (before.length > 0 && before.every(({ ppid }) => ppid !== starter)) {
        const reason = sayIn(locale)(
          `Daemon ${pid} was never a child of the starter ${starter}: ${distinct(before, ({ ppid }) => ppid)} stands between them.`,
          `守护进程 ${pid} 从来不是启动者 ${starter} 的子进程：中间隔着 ${distinct(before, ({ ppid }) => ppid)}。`,
        )
        return inconclusive(reason)
      }
      const move = eventsOf(record, 'reparented').find((event) => event.pid === pid)
      const evidence = sayIn(locale)(
        `The starter was ${starter}; afterwards the parent of daemon ${pid} was ${distinct(after, ({ ppid }) => ppid)}.`,
        `启动者是 ${starter}；之后守护进程 ${pid} 的父进程是 ${distinct(after, ({ ppid }) => ppid)}。`,
      )
      return passedIf(move !== undefined && after.length > 0 && after.at(-1)?.ppid !== starter, evidence)
    },
  },
  {
    id: 'outlives-its-starter',
    sabotage: { tied: 1 },
    title: { en: 'It outlives its starter', 'zh-CN': '它比启动者活得更久' },
    shows: (record) => daemonOf(record).after.at(-1) ?? daemonOf(record).alive.at(-1),
    judge(record, locale) {
      const { pid, starterEnd, after } = daemonOf(record)
      if (starterEnd === Infinity) {
        return passedIf(false, sayIn(locale)('The starter was not seen to end.', '没有看到启动者结束。'))
      }
      const last = after.at(-1)?.t ?? starterEnd
      const evidence = sayIn(locale)(
        `The starter ended at ${seconds(starterEnd)} s; daemon ${pid} was seen alive ${after.length} times after that, the last time ${seconds(last - starterEnd)} s later.`,
        `启动者在 ${seconds(starterEnd)} 秒结束；之后看到守护进程 ${pid} 活着 ${after.length} 次，最后一次在 ${seconds(last - starterEnd)} 秒之后。`,
      )
      const watchedUs = ((record.parameters['watchSeconds'] ?? 0) / (record.parameters['speed'] ?? 1)) * 1_000_000
      return passedIf(after.length > 0 && last - starterEnd > watchedUs * lastingShare, evidence)
    },
  },
]
