import {
  firstEnded,
  livingLooks,
  markedNumber,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
  seconds,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'
import { markBy } from '../../../shared/model/moments.ts'

interface Family {
  readonly parent: number
  readonly child: number
  /** By the programs' own clocks: end of the parent's code, of its process, and of the child's work. Milliseconds. */
  readonly codeEnded: number | undefined
  readonly processEnded: number | undefined
  readonly workDone: number | undefined
}

function familyOf(record: RunRecord, name: 'patient' | 'killed'): Family {
  const parent = processNamed(record, name)?.pid ?? 0
  const child = processNamed(record, `child-of-${name}`)?.pid ?? 0
  return {
    parent,
    child,
    codeEnded: markedNumber(record, 'code-ended', parent),
    processEnded: markedNumber(record, `${name}-ended`),
    workDone: markedNumber(record, 'work-done', child),
  }
}

/** The parents that a child was seen to have, in their order. */
const parentsOf = (record: RunRecord, child: number): readonly number[] => [
  ...new Set(livingLooks(record, child).flatMap(({ ppid }) => ppid ?? [])),
]

export const waitingChecks: readonly LessonCheck[] = [
  {
    id: 'code-ends-first',
    sabotage: { killBoth: 1 },
    title: { en: "The parent's code ends while the child works", 'zh-CN': '父进程的代码结束时，子进程还在工作' },
    shows: (record) => markBy(record, 'patient', 'code-ended'),
    judge(record, locale) {
      const { codeEnded, workDone } = familyOf(record, 'patient')
      const say = sayIn(locale)
      if (codeEnded === undefined || workDone === undefined) {
        return passedIf(false, say('The parent never came to its last line.', '父进程没有执行到最后一行。'))
      }
      const evidence = say(
        `The parent's last line ran ${workDone - codeEnded} ms before the child had done its work.`,
        `父进程的最后一行在子进程做完工作之前 ${workDone - codeEnded} 毫秒执行。`,
      )
      return passedIf(codeEnded < workDone, evidence)
    },
  },
  {
    id: 'process-waits',
    sabotage: { killBoth: 1 },
    title: { en: 'Its process ends only after the child', 'zh-CN': '它的进程在子进程之后才结束' },
    shows: (record) => marksOf(record, 'patient-ended')[0],
    judge(record, locale) {
      const { codeEnded, processEnded, workDone } = familyOf(record, 'patient')
      const say = sayIn(locale)
      if (processEnded === undefined || workDone === undefined) {
        return passedIf(false, say('One of the two was never seen to end.', '两者中有一个没有看到结束。'))
      }
      const waited = codeEnded === undefined ? '–' : processEnded - codeEnded
      const evidence = say(
        `The parent's process ended ${processEnded - workDone} ms after the child's work was done (negative: before), ${waited} ms after its own last line.`,
        `父进程在子进程做完工作之后 ${processEnded - workDone} 毫秒结束（负数表示之前），距它自己的最后一行 ${waited} 毫秒。`,
      )
      return passedIf(processEnded >= workDone, evidence)
    },
  },
  {
    id: 'keeps-its-parent',
    sabotage: { killBoth: 1 },
    title: { en: 'The child keeps its parent to the end', 'zh-CN': '子进程直到最后都是同一个父进程' },
    shows: (record) => livingLooks(record, familyOf(record, 'patient').child).at(-1),
    judge(record, locale) {
      const { parent, child } = familyOf(record, 'patient')
      const seen = parentsOf(record, child)
      const evidence = sayIn(locale)(
        `Child ${child} was seen with parent ${seen.join(', then ') || '–'}; ${parent} started it.`,
        `看到子进程 ${child} 的父进程依次是 ${seen.join('、') || '–'}；启动它的是 ${parent}。`,
      )
      return passedIf(seen.length === 1 && seen[0] === parent, evidence)
    },
  },
  {
    id: 'killed-does-not-wait',
    sabotage: { killNone: 1 },
    title: { en: 'A killed parent does not wait', 'zh-CN': '被强制结束的父进程不等待' },
    shows: (record) => marksOf(record, 'killed-ended')[0],
    judge(record, locale) {
      const { processEnded, workDone } = familyOf(record, 'killed')
      const say = sayIn(locale)
      if (processEnded === undefined || workDone === undefined) {
        return passedIf(false, say('One of the two was never seen to end.', '两者中有一个没有看到结束。'))
      }
      const evidence = say(
        `The killed parent ended ${workDone - processEnded} ms before its child had done its work (negative: after).`,
        `被强制结束的父进程在子进程做完工作之前 ${workDone - processEnded} 毫秒就结束了（负数表示之后）。`,
      )
      return passedIf(processEnded < workDone, evidence)
    },
  },
  {
    id: 'its-child-lives-on',
    sabotage: { killNone: 1 },
    title: { en: 'Its child lives on, with another parent', 'zh-CN': '它的子进程继续活着，换了父进程' },
    shows(record) {
      const { parent, child } = familyOf(record, 'killed')
      const looks = livingLooks(record, child)
      return looks.findLast(({ ppid }) => ppid !== parent) ?? looks.at(-1)
    },
    judge(record, locale) {
      const { parent, child } = familyOf(record, 'killed')
      const ended = firstEnded(record, parent) ?? Number.POSITIVE_INFINITY
      const later = livingLooks(record, child).filter(({ t, ppid }) => t > ended && ppid !== parent)
      const evidence = sayIn(locale)(
        `Child ${child} was seen alive ${later.length} times after its parent's end, the last time at ${seconds(later.at(-1)?.t ?? 0)} s with parent ${later.at(-1)?.ppid ?? '–'} instead of ${parent}.`,
        `父进程结束后有 ${later.length} 次看到子进程 ${child} 活着，最后一次在 ${seconds(later.at(-1)?.t ?? 0)} 秒，父进程是 ${later.at(-1)?.ppid ?? '–'} 而不是 ${parent}。`,
      )
      return passedIf(later.length > 0, evidence)
    },
  },
]
