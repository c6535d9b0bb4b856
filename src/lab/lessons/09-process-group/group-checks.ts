import type { Locale } from '../../../shared/contract/lab.ts'
import {
  firstEnded,
  lastAlive,
  livingLooks,
  looksAt,
  marksOf,
  passedIf,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, Observation, RunRecord } from '../../../shared/model/lesson.ts'

interface Family {
  readonly leader: number
  readonly members: readonly number[]
  readonly outsider: number
  /** When the signal was sent, and when the program had seen enough. */
  readonly signalled: number
  readonly over: number
}

function familyOf(record: RunRecord): Family | undefined {
  const value = marksOf(record, 'family')[0]?.value
  const [signalled, over] = [marksOf(record, 'signalled')[0]?.t, marksOf(record, 'over')[0]?.t]
  if (value === undefined || signalled === undefined || over === undefined) return undefined
  return { ...(value as unknown as Omit<Family, 'signalled' | 'over'>), signalled, over }
}

/** @returns the last look at the process before the signal */
function before(record: RunRecord, pid: number, { signalled }: Family): Observation | undefined {
  return looksAt(record, pid).findLast(({ t, state }) => t < signalled && state !== 'gone')
}

/** Both marks may be told late on a busy machine: what died of the signal died nearer to it than to the end of all. */
function survived(record: RunRecord, pid: number, { signalled, over }: Family): boolean {
  const ended = firstEnded(record, pid)
  return (ended === undefined || ended > (signalled + over) / 2) && (lastAlive(record, pid) ?? 0) > signalled
}

/** @returns how many of the four processes outlived the signal */
export function survivors(record: RunRecord): number | undefined {
  const family = familyOf(record)
  if (family === undefined) return undefined
  return [family.leader, ...family.members, family.outsider].filter((pid) => survived(record, pid, family)).length
}

function aboutFamily(
  record: RunRecord,
  locale: Locale,
  look: (family: Family, say: ReturnType<typeof sayIn>) => Judgement,
): Judgement {
  const say = sayIn(locale)
  const family = familyOf(record)
  return family === undefined ? passedIf(false, say('There was no group.', '没有出现进程组。')) : look(family, say)
}

export const groupChecks: readonly LessonCheck[] = [
  {
    id: 'children-are-born-into-the-group',
    sabotage: { nobodyOutside: 1 },
    title: {
      en: 'Children belong to the group, but for the one that left',
      'zh-CN': '子进程属于该进程组，除了离开的那个',
    },
    shows: (record) => marksOf(record, 'family')[0],
    judge: (record, locale) =>
      aboutFamily(record, locale, (family, say) => {
        const { leader, members, outsider } = family
        const groups = members.map((pid) => before(record, pid, family)?.processGroup)
        // The mark of the signal may come late: a look after the leader's end would show the adopter.
        const whileLed = looksAt(record, outsider).findLast(({ t, ppid }) => t < family.signalled && ppid === leader)
        const away = whileLed ?? before(record, outsider, family)
        const evidence = say(
          `The leader is ${leader}; the groups of its children: ${groups.join(', ') || '–'}; of the one outside (parent ${away?.ppid}): group ${away?.processGroup}, session ${away?.session ?? 'not told here'}.`,
          `组长是 ${leader}；子进程所在的组：${groups.join('、') || '–'}；外面那个（父进程 ${away?.ppid}）：组 ${away?.processGroup}，会话 ${away?.session ?? '此系统不显示'}。`,
        )
        const inside = groups.every((group) => group === leader)
        return passedIf(inside && away?.ppid === leader && away.processGroup === outsider, evidence)
      }),
  },
  {
    id: 'signal-ends-the-group',
    sabotage: { leaderOnly: 1 },
    title: { en: 'A signal to the group ends every member', 'zh-CN': '发给进程组的信号结束每一个成员' },
    shows: (record) => marksOf(record, 'signalled')[0],
    judge: (record, locale) =>
      aboutFamily(record, locale, (family, say) => {
        const all = [family.leader, ...family.members]
        const left = all.filter((pid) => survived(record, pid, family))
        const last = Math.max(...all.map((pid) => firstEnded(record, pid) ?? 0))
        const evidence = say(
          `SIGTERM was sent at ${seconds(family.signalled)} s; of ${all.join(', ') || '–'} there remained: ${left.join(', ') || 'none'}; the last end was seen at ${seconds(last)} s.`,
          `${seconds(family.signalled)} 秒发送 SIGTERM；${all.join('、') || '–'} 之中剩下的：${left.join('、') || '无'}；最后一个结束于 ${seconds(last)} 秒。`,
        )
        return passedIf(left.length === 0, evidence)
      }),
  },
  {
    id: 'outsider-lives-on',
    sabotage: { nobodyOutside: 1 },
    title: { en: 'The one outside lives on', 'zh-CN': '组外的那个继续活着' },
    shows: (record) => livingLooks(record, familyOf(record)?.outsider ?? 0).at(-1),
    judge: (record, locale) =>
      aboutFamily(record, locale, (family, say) => {
        const { outsider, signalled } = family
        const last = lastAlive(record, outsider) ?? 0
        const evidence = say(
          `${outsider} was last seen alive at ${seconds(last)} s; the signal was sent at ${seconds(signalled)} s.`,
          `最后一次看到 ${outsider} 活着是在 ${seconds(last)} 秒；信号发送于 ${seconds(signalled)} 秒。`,
        )
        return passedIf(survived(record, outsider, family), evidence)
      }),
  },
]
