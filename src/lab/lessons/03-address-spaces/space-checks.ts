import type { Locale } from '../../../shared/contract/lab.ts'
import { inconclusive, looksAt, marksOf, passedIf, processNamed, sayIn } from '../../../shared/model/evidence.ts'
import type { Judgement, LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

const names = ['small', 'medium', 'large'] as const
type Name = (typeof names)[number]

/** @returns the memory of that process, last seen between two marks of the program; megabytes */
export function memoryOf(record: RunRecord, name: Name, from: string, to: string): number | undefined {
  const [start, end] = [marksOf(record, from)[0]?.t, marksOf(record, to)[0]?.t]
  if (start === undefined || end === undefined) return undefined
  const looks = looksAt(record, processNamed(record, name)?.pid ?? 0)
  const bytes = looks.findLast(({ t, rssBytes }) => rssBytes !== undefined && t > start && t < end)?.rssBytes
  return bytes === undefined ? undefined : Math.round(bytes / 1_048_576)
}

function memories(record: RunRecord, from: string, to: string): readonly number[] | undefined {
  const found = names.map((name) => memoryOf(record, name, from, to))
  return found.every((each) => each !== undefined) ? found : undefined
}

const list = (numbers: readonly number[]): string => numbers.join(', ') || '–'

function notSeen(record: RunRecord, locale: Locale): Judgement {
  const say = sayIn(locale)
  if (record.observations.some(({ rssBytes }) => rssBytes !== undefined)) {
    return passedIf(false, say('Not all three were there at the same time.', '三个进程没有同时存在。'))
  }
  return inconclusive(say('The process table of this system tells no memory.', '这个系统的进程表没有给出内存数据。'))
}

/** What the program found at one address in three processes; words where it was not allowed to look. */
function valuesOf(
  record: RunRecord,
): readonly { pid: number; address: string; written: string; found: string }[] | string | undefined {
  return marksOf(record, 'one-address')[0]?.value as ReturnType<typeof valuesOf>
}

export const spaceChecks: readonly LessonCheck[] = [
  {
    id: 'each-has-its-own-memory',
    sabotage: { alike: 1 },
    title: { en: 'Three processes, each with memory of its own', 'zh-CN': '三个进程，各有自己的内存' },
    shows: (record) => marksOf(record, 'growing')[0],
    judge(record, locale) {
      const found = memories(record, 'holding', 'growing')
      if (found === undefined) return notSeen(record, locale)
      const pids = names.map((name) => processNamed(record, name)?.pid ?? 0)
      const [small = 0, medium = 0, large = 0] = found
      const evidence = sayIn(locale)(
        `Pids ${list(pids)} had ${list(found)} MiB at the same time.`,
        `pid ${list(pids)} 在同一时间分别占用 ${list(found)} MiB。`,
      )
      return passedIf(new Set(pids).size === 3 && medium - small > 20 && large - medium > 20, evidence)
    },
  },
  {
    id: 'only-one-grows',
    sabotage: { grow: 0 },
    title: { en: 'When one grows, the others keep what they have', 'zh-CN': '一个增长时，其他的保持不变' },
    shows: (record) => marksOf(record, 'over')[0],
    judge(record, locale) {
      const [before, after] = [memories(record, 'holding', 'growing'), memories(record, 'grown', 'over')]
      if (before === undefined || after === undefined) return notSeen(record, locale)
      const [small = 0, medium = 0, large = 0] = after.map((each, index) => each - (before[index] ?? 0))
      const evidence = sayIn(locale)(
        `The medium one grew by ${medium} MiB; the small one changed by ${small}, the large one by ${large} MiB.`,
        `medium 增长了 ${medium} MiB；small 变化 ${small} MiB，large 变化 ${large} MiB。`,
      )
      return passedIf(medium > 20 && Math.max(small, large) < medium / 2, evidence)
    },
  },
  {
    id: 'one-address-three-values',
    sabotage: { oneForAll: 1 },
    title: {
      en: 'The same address holds another value in each process',
      'zh-CN': '同一个地址，在每个进程里是不同的值',
    },
    shows: (record) => marksOf(record, 'one-address')[0],
    judge(record, locale) {
      const say = sayIn(locale)
      const values = valuesOf(record)
      if (values === undefined || typeof values === 'string') {
        const why = values ?? say('that takes the /proc of Linux', '这需要 Linux 的 /proc')
        return inconclusive(say(`Their memory could not be looked at: ${why}.`, `无法查看它们的内存：${why}。`))
      }
      const told = values.map(({ pid, found }) => `${pid}: "${found}"`).join(', ') || '–'
      const addresses = new Set(values.map(({ address }) => address))
      const evidence = say(
        `At ${[...addresses].join(', ') || '–'}: ${told}.`,
        `地址 ${[...addresses].join('、') || '–'} 处：${told}。`,
      )
      const own = values.every(({ written, found }) => written === found)
      return passedIf(addresses.size === 1 && own && new Set(values.map(({ pid }) => pid)).size === 3, evidence)
    },
  },
]
