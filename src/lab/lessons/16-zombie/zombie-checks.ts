import type { Locale } from '../../../shared/contract/lab.ts'
import {
  exitOf,
  firstEnded,
  inconclusive,
  looksAt,
  looksBegunAfter,
  marksOf,
  passedIf,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import {
  probeLabel,
  type Judgement,
  type LessonCheck,
  type Observation,
  type RunRecord,
} from '../../../shared/model/lesson.ts'

/** Every child is a zombie for a moment; this one must be one for half of the time in which its parent is busy. */
const lastingShare = 0.5

/** The child, and its sightings as a zombie, if it was one for long. */
function zombieOf(record: RunRecord): {
  readonly pid: number
  readonly seen: readonly Observation[]
  readonly main: number
  /** It was seen alive so late that it could not be one for long. */
  readonly endedLate: boolean
} {
  const role = (wanted: string): number =>
    record.events.find((event) => event.kind === 'process-started' && event.role === wanted)?.pid ?? 0
  const pid = role('child')
  const main = role('main')
  // Once its parent has ended it belongs to somebody else, for as long as that takes to reap it.
  const until = Math.min(exitOf(record, main)?.t ?? Infinity, firstEnded(record, main) ?? Infinity)
  const all = record.observations.filter((each) => each.pid === pid && each.state === 'zombie' && each.t < until)
  const lastedUs = (all.at(-1)?.t ?? 0) - (all[0]?.t ?? 0)
  const busySeconds = (record.parameters['zombieSeconds'] ?? 0) / (record.parameters['speed'] ?? 1)
  const leastUs = busySeconds * 1_000_000 * lastingShare
  const joinedAt = marksOf(record, 'joined').find(({ value }) => value === pid)?.t ?? until
  // Its end may be told by whoever took its exit status, at that time: what was seen of it does not depend on that.
  const endedLate = looksAt(record, pid).some(
    ({ t, state }) =>
      state !== 'zombie' && state !== 'dead' && state !== 'gone' && t > joinedAt - leastUs && t < joinedAt,
  )
  return { pid, seen: lastedUs >= leastUs ? all : [], main, endedLate }
}

const late = [
  'On this busy machine the child ended so late that its parent joined it soon after.',
  '机器太忙，子进程结束得太晚，父进程很快就 join 了它。',
] as const

/** Most checks are about the zombie: where there was none, what they say did not happen. */
function aboutZombie(
  record: RunRecord,
  locale: Locale,
  look: (zombie: ReturnType<typeof zombieOf>, say: ReturnType<typeof sayIn>) => Judgement,
): Judgement {
  const zombie = zombieOf(record)
  const say = sayIn(locale)
  if (zombie.seen.length > 0) return look(zombie, say)
  if (zombie.endedLate) return inconclusive(say(...late))
  return passedIf(false, say('There was no zombie to look at.', '没有出现可供观察的僵尸进程。'))
}

export const zombieChecks: readonly LessonCheck[] = [
  {
    id: 'seen-as-zombie',
    sabotage: { reapAtOnce: 1 },
    title: { en: 'The ended child is in state Z', 'zh-CN': '已结束的子进程处于 Z 状态' },
    shows: (record) => zombieOf(record).seen[0],
    judge(record, locale) {
      const { pid, seen, endedLate } = zombieOf(record)
      const say = sayIn(locale)
      if (seen.length === 0 && endedLate) return inconclusive(say(...late))
      const [from, to] = [seen[0]?.t ?? 0, seen.at(-1)?.t ?? 0]
      const evidence =
        seen.length === 0
          ? say(`pid ${pid} was not seen to stay in state Z.`, `没有看到 pid ${pid} 停留在 Z 状态。`)
          : say(
              `pid ${pid} was in state Z from ${seconds(from)} s to ${seconds(to)} s, in ${seen.length} looks.`,
              `pid ${pid} 从 ${seconds(from)} 秒到 ${seconds(to)} 秒处于 Z 状态，共看到 ${seen.length} 次。`,
            )
      return passedIf(seen.length > 0, evidence)
    },
  },
  {
    id: 'right-parent',
    sabotage: { reapAtOnce: 1 },
    title: { en: 'Its parent is the process that has not waited', 'zh-CN': '它的父进程就是没有等待它的进程' },
    shows: (record) => zombieOf(record).seen[0],
    judge: (record, locale) =>
      aboutZombie(record, locale, ({ pid, seen, main }, say) => {
        const parents = [...new Set(seen.map((each) => each.ppid))]
        const list = parents.map((ppid) => ppid ?? '–').join(', ')
        const evidence = say(
          `The parent of zombie ${pid} was ${list}; the main process is ${main}.`,
          `僵尸进程 ${pid} 的父进程是 ${list}；主进程是 ${main}。`,
        )
        return passedIf(parents.length === 1 && parents[0] === main, evidence)
      }),
  },
  {
    id: 'no-memory',
    sabotage: { reapAtOnce: 1 },
    title: { en: 'It holds no memory', 'zh-CN': '它不占用内存' },
    shows: (record) => zombieOf(record).seen[0],
    judge: (record, locale) =>
      aboutZombie(record, locale, ({ pid, seen }, say) => {
        const most = Math.max(...seen.map((each) => each.rssBytes ?? 0))
        const alive = record.observations.filter((each) => each.pid === pid && each.state !== 'zombie')
        const before = Math.max(0, ...alive.map((each) => each.rssBytes ?? 0))
        const evidence = say(
          `As a zombie ${pid} held ${most} bytes; alive it held up to ${Math.round(before / 1_048_576)} MiB.`,
          `作为僵尸进程，${pid} 占用 ${most} 字节；活着时最多占用 ${Math.round(before / 1_048_576)} MiB。`,
        )
        return passedIf(most === 0, evidence)
      }),
  },
  {
    id: 'survives-sigkill',
    sabotage: { reapAtOnce: 1 },
    title: { en: 'SIGKILL does not remove it', 'zh-CN': 'SIGKILL 也不能除掉它' },
    shows(record) {
      const { pid, seen } = zombieOf(record)
      const sent = marksOf(record, probeLabel, pid)[0]
      return seen.find(({ t }) => t > (sent?.t ?? Infinity)) ?? sent
    },
    judge: (record, locale) =>
      aboutZombie(record, locale, ({ pid, seen }, say) => {
        const sent = record.events.find(
          (event) => event.kind === 'mark' && event.label === probeLabel && event.pid === pid,
        )
        if (sent === undefined) {
          return inconclusive(say('SIGKILL was not sent to it.', '没有向它发送 SIGKILL。'))
        }
        const after = looksBegunAfter(record, pid, sent.t).filter((each) => seen.includes(each))
        const last = seconds(after.at(-1)?.t ?? sent.t)
        const evidence = say(
          `SIGKILL was sent at ${seconds(sent.t)} s; ${after.length} later looks still saw Z, the last at ${last} s.`,
          `在 ${seconds(sent.t)} 秒发送了 SIGKILL；之后仍有 ${after.length} 次看到 Z，最后一次在 ${last} 秒。`,
        )
        return passedIf(after.length > 0, evidence)
      }),
  },
  {
    id: 'gone-after-join',
    sabotage: { join: 0 },
    title: { en: 'join takes it out of the process table', 'zh-CN': 'join 使它从进程表中消失' },
    shows: (record) => looksAt(record, zombieOf(record).pid).find(({ state }) => state === 'gone'),
    judge(record, locale) {
      const { pid } = zombieOf(record)
      const say = sayIn(locale)
      const joined = record.events.find(
        (event) => event.kind === 'mark' && event.label === 'joined' && event.value === pid,
      )
      if (joined === undefined) {
        return passedIf(false, say(`The main process never joined pid ${pid}.`, `主进程从未 join pid ${pid}。`))
      }
      const still = looksBegunAfter(record, pid, joined.t).filter(({ state }) => state !== 'gone')
      const gone = record.observations.find((each) => each.pid === pid && each.state === 'gone')
      const evidence = say(
        `join returned at ${seconds(joined.t)} s; pid ${pid} was seen gone at ${seconds(gone?.t ?? joined.t)} s, and ${still.length} times after join.`,
        `join 在 ${seconds(joined.t)} 秒返回；在 ${seconds(gone?.t ?? joined.t)} 秒看到 pid ${pid} 已消失，join 之后还看到它 ${still.length} 次。`,
      )
      return passedIf(gone !== undefined && still.length === 0, evidence)
    },
  },
]
