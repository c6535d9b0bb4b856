import type { Locale } from '../../../shared/contract/lab.ts'
import {
  eventsOf,
  livingLooks,
  looksAt,
  mainOf,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
} from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

interface Ancestor {
  readonly pid: number
  readonly ppid: number
  readonly name: string
}

/** The climb that the program made before anything happened to the family. */
function chainOf(record: RunRecord): readonly Ancestor[] {
  return (marksOf(record, 'chain')[0]?.value ?? []) as unknown as readonly Ancestor[]
}

/** @returns the last process of the climb: `root` when nothing is above it */
export function endOfChain(record: RunRecord): 'main' | 'root' | 'between' | undefined {
  const last = chainOf(record).at(-1)
  if (last === undefined) return undefined
  if (last.pid === mainOf(record)) return 'main'
  return last.ppid === 0 ? 'root' : 'between'
}

/** @returns each parent that the process was seen to have, in order */
function parentsOf(record: RunRecord, pid: number): readonly number[] {
  const seen = looksAt(record, pid).flatMap(({ state, ppid }) => (state === 'gone' || ppid === undefined ? [] : [ppid]))
  return seen.filter((ppid, index) => ppid !== seen[index - 1])
}

function missing(locale: Locale): Judgement {
  return passedIf(false, sayIn(locale)('There was no grandchild.', '没有出现孙进程。'))
}

export const familyChecks: readonly LessonCheck[] = [
  {
    id: 'three-generations',
    sabotage: { flat: 1 },
    title: {
      en: 'Main, child, grandchild: each is the parent of the next',
      'zh-CN': '主进程、子进程、孙进程：依次为父子',
    },
    shows: (record) => processNamed(record, 'grandchild'),
    judge(record, locale) {
      const [main, child] = [mainOf(record), processNamed(record, 'child')?.pid]
      const grandchild = processNamed(record, 'grandchild')?.pid
      if (child === undefined || grandchild === undefined) return missing(locale)
      const [above, aboveChild] = [parentsOf(record, grandchild)[0], parentsOf(record, child)[0]]
      const evidence = sayIn(locale)(
        `The grandchild ${grandchild} was started by ${above}; the child ${child} by ${aboveChild}; the main process is ${main}.`,
        `孙进程 ${grandchild} 的父进程是 ${above}；子进程 ${child} 的父进程是 ${aboveChild}；主进程是 ${main}。`,
      )
      return passedIf(above === child && aboveChild === main, evidence)
    },
  },
  {
    id: 'one-parent',
    sabotage: { endMiddle: 1 },
    title: {
      en: 'While its parent lives, a process has that one parent',
      'zh-CN': '父进程活着时，进程始终只有这一个父进程',
    },
    shows(record) {
      const pid = processNamed(record, 'grandchild')?.pid ?? 0
      return eventsOf(record, 'reparented').find((move) => move.pid === pid) ?? livingLooks(record, pid).at(-1)
    },
    judge(record, locale) {
      const say = sayIn(locale)
      const grandchild = processNamed(record, 'grandchild')?.pid
      if (grandchild === undefined) return missing(locale)
      const parents = parentsOf(record, grandchild)
      const moves = eventsOf(record, 'reparented').filter(({ pid }) => pid === grandchild)
      const [looks, list] = [looksAt(record, grandchild).length, parents.join(' → ') || '–']
      const evidence = say(
        `In ${looks} looks the parent of ${grandchild} was ${list}; it changed ${moves.length} times.`,
        `在 ${looks} 次观察中，${grandchild} 的父进程是 ${list}；改变了 ${moves.length} 次。`,
      )
      return passedIf(parents.length === 1, evidence)
    },
  },
  {
    id: 'chain-ends-at-root',
    sabotage: { steps: 1 },
    title: { en: "The chain of parents ends at the system's root", 'zh-CN': '父进程的链条止于系统的根进程' },
    shows: (record) => marksOf(record, 'chain')[0],
    judge(record, locale) {
      const say = sayIn(locale)
      const chain = chainOf(record)
      const last = chain.at(-1)
      if (last === undefined) return missing(locale)
      const linked = chain.every(({ ppid }, index) => index === chain.length - 1 || ppid === chain[index + 1]?.pid)
      const names = chain.map(({ name, pid }) => `${name} ${pid}`).join(' ← ') || '–'
      const evidence =
        last.ppid === 0
          ? say(`${names}; above ${last.pid} there is nobody.`, `${names}；${last.pid} 之上再没有进程。`)
          : say(
              `${names}; the climb ended there, below ${last.ppid}.`,
              `${names}；只上溯到这里，再往上还有 ${last.ppid}。`,
            )
      return passedIf(linked && last.ppid === 0, evidence)
    },
  },
]
