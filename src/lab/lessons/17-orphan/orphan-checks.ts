import type { Locale } from '../../../shared/contract/lab.ts'
import {
  eventsOf,
  exitOf,
  firstEnded,
  livingLooks,
  mainOf,
  markedNumber,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, Moment, Observation, RunRecord } from '../../../shared/model/lesson.ts'
import { markBy } from '../../../shared/model/moments.ts'
import { stateNames } from '../../../shared/model/state-names.ts'

interface Family {
  readonly main: number
  readonly parent: number
  readonly child: number
  /** When the parent was first seen dead. Microseconds. */
  readonly parentEnded: number | undefined
  /** Looks at the living child while its parent was another than the one that started it. */
  readonly orphaned: readonly Observation[]
}

function familyOf(record: RunRecord): Family {
  const parent = processNamed(record, 'parent')?.pid ?? 0
  const child = processNamed(record, 'child')?.pid ?? 0
  const orphaned = livingLooks(record, child).filter(({ ppid }) => ppid !== parent)
  return { main: mainOf(record), parent, child, parentEnded: firstEnded(record, parent), orphaned }
}

/** Where the child never got another parent, nothing can be said of an orphan. */
function aboutOrphan(
  record: RunRecord,
  locale: Locale,
  look: (family: Family, say: ReturnType<typeof sayIn>) => Judgement,
): Judgement {
  const family = familyOf(record)
  const say = sayIn(locale)
  if (family.orphaned.length > 0) return look(family, say)
  const { child, parent } = family
  return passedIf(
    false,
    say(
      `There was no orphan: the parent of ${child} was ${parent} for as long as it lived.`,
      `没有出现孤儿进程：${child} 的父进程自始至终都是 ${parent}。`,
    ),
  )
}

/** @returns the first look at the orphan; where there was none, the end of the child */
function firstOrphaned(record: RunRecord): Moment | undefined {
  const { child, orphaned } = familyOf(record)
  return orphaned[0] ?? exitOf(record, child)
}

export const orphanChecks: readonly LessonCheck[] = [
  {
    id: 'outlives-parent',
    sabotage: { keepParent: 1 },
    title: { en: 'The child runs on after its parent has ended', 'zh-CN': '父进程结束后，子进程继续运行' },
    shows: (record) => firstOrphaned(record),
    judge: (record, locale) =>
      aboutOrphan(record, locale, ({ parent, child, parentEnded = 0, orphaned }, say) => {
        const last = orphaned.at(-1)?.t ?? 0
        const later = orphaned.filter(({ t }) => t > parentEnded)
        const evidence = say(
          `Parent ${parent} was dead at ${seconds(parentEnded)} s; child ${child} was seen alive ${later.length} times after that, the last time at ${seconds(last)} s.`,
          `父进程 ${parent} 在 ${seconds(parentEnded)} 秒时已死；此后又有 ${later.length} 次看到子进程 ${child} 活着，最后一次在 ${seconds(last)} 秒。`,
        )
        return passedIf(parentEnded > 0 && later.length > 0, evidence)
      }),
  },
  {
    id: 'adopted',
    sabotage: { keepParent: 1 },
    title: {
      en: 'While it runs, its parent changes: it is adopted',
      'zh-CN': '在运行途中，它的父进程变了：它被收养了',
    },
    shows: (record) =>
      eventsOf(record, 'reparented').find(({ pid }) => pid === familyOf(record).child) ?? firstOrphaned(record),
    judge: (record, locale) =>
      aboutOrphan(record, locale, ({ parent, child, orphaned }, say) => {
        const before = livingLooks(record, child).filter(({ ppid }) => ppid === parent)
        const adopters = [...new Set(orphaned.map(({ ppid }) => ppid))].join(', ')
        const name = JSON.stringify(marksOf(record, 'adopter', child)[0]?.value)
        const [until, from] = [seconds(before.at(-1)?.t ?? 0), seconds(orphaned[0]?.t ?? 0)]
        const evidence = say(
          `The parent of ${child} was ${parent} until ${until} s, and ${adopters} (${name}) from ${from} s on.`,
          `到 ${until} 秒为止 ${child} 的父进程是 ${parent}，从 ${from} 秒起是 ${adopters}（${name}）。`,
        )
        return passedIf(before.length > 0, evidence)
      }),
  },
  {
    id: 'not-by-grandparent',
    sabotage: { keepParent: 1 },
    title: { en: 'It is not the grandparent that adopts it', 'zh-CN': '收养它的不是祖父进程' },
    shows: (record) => firstOrphaned(record),
    judge: (record, locale) =>
      aboutOrphan(record, locale, ({ main, orphaned }, say) => {
        const adopter = orphaned.at(-1)?.ppid
        const alive = livingLooks(record, main).some(({ t }) => t > (orphaned[0]?.t ?? 0))
        const evidence = say(
          `The grandparent ${main} was ${alive ? 'still running' : 'gone'}; the adopter is ${adopter}.`,
          `祖父进程 ${main} ${alive ? '仍在运行' : '已不在'}；收养者是 ${adopter}。`,
        )
        return passedIf(alive && adopter !== main, evidence)
      }),
  },
  {
    id: 'not-a-zombie',
    sabotage: { keepParent: 1 },
    title: { en: 'An orphan is no zombie: it lives and works', 'zh-CN': '孤儿进程不是僵尸进程：它活着，也在工作' },
    shows: (record) => markBy(record, 'child', 'parent-at-last'),
    judge: (record, locale) =>
      aboutOrphan(record, locale, ({ child, orphaned }, say) => {
        const states = stateNames(
          orphaned.map(({ state }) => state),
          locale,
        )
        const least = Math.min(...orphaned.map(({ rssBytes }) => rssBytes ?? 0)) / 1_048_576
        const finished = marksOf(record, 'parent-at-last', child).length > 0
        const evidence = say(
          `As an orphan ${child} was seen ${orphaned.length} times, in state ${states}, with at least ${least.toFixed(0)} MiB, and it ${finished ? 'finished' : 'did not finish'} its work.`,
          `作为孤儿进程，${child} 被看到 ${orphaned.length} 次，状态为${states}，内存至少 ${least.toFixed(0)} MiB，它的工作${finished ? '做完了' : '没有做完'}。`,
        )
        return passedIf(finished, evidence)
      }),
  },
  {
    id: 'child-notices',
    sabotage: { keepParent: 1 },
    title: {
      en: 'The child itself reads the change: what getppid answers is not fixed',
      'zh-CN': '子进程自己也读得到这个变化：getppid 的回答不是固定的',
    },
    shows: (record) => markBy(record, 'child', 'parent-at-last'),
    judge(record, locale) {
      const { child, orphaned } = familyOf(record)
      const first = markedNumber(record, 'parent-at-first', child)
      const last = markedNumber(record, 'parent-at-last', child)
      const evidence = sayIn(locale)(
        `Child ${child} said ${first ?? '–'} at first and ${last ?? '–'} at last; the process table said ${orphaned.at(-1)?.ppid ?? 'that nothing changed'}.`,
        `子进程 ${child} 开始时说是 ${first ?? '–'}，最后说是 ${last ?? '–'}；进程表显示${orphaned.at(-1)?.ppid ?? '没有变化'}。`,
      )
      return passedIf(first !== last && last === orphaned.at(-1)?.ppid, evidence)
    },
  },
]
