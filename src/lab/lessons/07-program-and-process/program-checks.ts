import type { Locale } from '../../../shared/contract/lab.ts'
import {
  childrenOf,
  exitOf,
  inconclusive,
  looksAt,
  marksOf,
  passedIf,
  sayIn,
  seconds,
  textOf,
} from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, Observation, RunRecord } from '../../../shared/model/lesson.ts'

const alive = ({ state }: Observation): boolean => state !== 'gone' && state !== 'zombie' && state !== 'dead'

/** @returns the file whose code the process carries out: by the process table, or else by its own word */
function executableOf(record: RunRecord, pid: number): string | undefined {
  const look = looksAt(record, pid).findLast(({ executable }) => executable !== undefined)
  const told = marksOf(record, 'executable', pid)[0]?.value
  return look?.executable ?? (typeof told === 'string' ? told : undefined)
}

/** @param without judges a run that had no two processes */
function aboutTwo(
  record: RunRecord,
  locale: Locale,
  without: (evidence: string) => Judgement,
  look: (first: number, second: number, say: ReturnType<typeof sayIn>) => Judgement,
): Judgement {
  const say = sayIn(locale)
  const [first, second] = childrenOf(record).map(({ pid }) => pid)
  if (first === undefined || second === undefined) {
    return without(say('There were not two processes.', '没有出现两个进程。'))
  }
  return look(first, second, say)
}

/** @returns how many different executables the two processes had */
export function executableCount(record: RunRecord): number | undefined {
  const files = childrenOf(record).map(({ pid }) => executableOf(record, pid))
  return files.length < 2 || files.includes(undefined) ? undefined : new Set(files).size
}

/** @returns whether the second process was alive after the first one had been killed */
export function secondLived(record: RunRecord): boolean | undefined {
  const [first, second] = childrenOf(record).map(({ pid }) => pid)
  const ended = first === undefined ? undefined : exitOf(record, first)?.t
  if (second === undefined || ended === undefined) return undefined
  const exit = exitOf(record, second)
  const endedItself = exit !== undefined && exit.exitSignal === undefined
  return endedItself && looksAt(record, second).some((each) => each.t > ended && alive(each))
}

export const programChecks: readonly LessonCheck[] = [
  {
    id: 'two-processes',
    sabotage: { once: 1 },
    title: { en: 'Started twice: two processes at the same time', 'zh-CN': '启动两次：同时有两个进程' },
    shows: (record) => childrenOf(record)[1],
    judge: (record, locale) =>
      aboutTwo(
        record,
        locale,
        (evidence) => passedIf(false, evidence),
        (first, second, say) => {
          const [from, to] = [first, second].map((pid) => looksAt(record, pid).filter(alive))
          const began = Math.max(from?.[0]?.t ?? Infinity, to?.[0]?.t ?? Infinity)
          const ended = Math.min(from?.at(-1)?.t ?? 0, to?.at(-1)?.t ?? 0)
          const evidence = say(
            `Pids ${first} and ${second} were both alive from ${seconds(began)} s to ${seconds(ended)} s.`,
            `pid ${first} 和 ${second} 从 ${seconds(began)} 秒到 ${seconds(ended)} 秒同时存在。`,
          )
          return passedIf(first !== second && ended > began, evidence)
        },
      ),
  },
  {
    id: 'one-program',
    sabotage: { otherProgram: 1 },
    title: { en: 'Both carry out the same program', 'zh-CN': '两者执行同一个程序' },
    shows: (record) => marksOf(record, 'executable').at(-1) ?? childrenOf(record)[1],
    judge: (record, locale) =>
      aboutTwo(record, locale, inconclusive, (first, second, say) => {
        const [one, other] = [executableOf(record, first), executableOf(record, second)]
        const evidence =
          one === other
            ? say(`Both ${first} and ${second} run ${one}.`, `${first} 和 ${second} 运行的都是 ${one}。`)
            : say(
                `${first} runs ${one}, ${second} runs ${other ?? 'something else'}.`,
                `${first} 运行 ${one}，${second} 运行 ${other ?? '别的程序'}。`,
              )
        return passedIf(one !== undefined && one === other, evidence)
      }),
  },
  {
    id: 'one-ends-alone',
    sabotage: { killBoth: 1 },
    title: { en: 'One is killed, the other goes on', 'zh-CN': '一个被强制结束，另一个继续运行' },
    shows: (record) => exitOf(record, childrenOf(record)[0]?.pid ?? 0),
    judge: (record, locale) =>
      aboutTwo(record, locale, inconclusive, (first, second, say) => {
        const exit = exitOf(record, first)
        const counted = textOf(marksOf(record, 'counted', second)[0]?.value) || '–'
        const last = looksAt(record, second).findLast(alive)?.t ?? 0
        const evidence = say(
          `${first} ended by ${exit?.exitSignal ?? 'itself'} at ${seconds(exit?.t ?? 0)} s; ${second} was last seen alive at ${seconds(last)} s and had counted to ${counted}.`,
          `${first} 在 ${seconds(exit?.t ?? 0)} 秒结束（${exit?.exitSignal ?? '自行结束'}）；最后一次看到 ${second} 活着是在 ${seconds(last)} 秒，它数到了 ${counted}。`,
        )
        return passedIf(secondLived(record) === true, evidence)
      }),
  },
]
