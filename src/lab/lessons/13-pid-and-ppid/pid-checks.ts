import {
  eventsOf,
  livingLooks,
  mainOf,
  markedNumbers,
  marksOf,
  passedIf,
  processNamed,
  sayIn,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'
import { markBy } from '../../../shared/model/moments.ts'

interface Teller {
  readonly name: string
  readonly pid: number
  /** What it said of its parent, in its order. */
  readonly told: readonly number[]
  /** What its library said at the same times. */
  readonly remembered: readonly number[]
  /** What the process table said, from the first look to the last. */
  readonly seen: readonly number[]
}

function tellers(record: RunRecord): readonly Teller[] {
  const generations = ['main', 'child', 'grandchild']
  return generations.map((name) => {
    const pid = name === 'main' ? mainOf(record) : (processNamed(record, name)?.pid ?? 0)
    return {
      name,
      pid,
      told: markedNumbers(record, 'told-ppid', pid),
      remembered: markedNumbers(record, 'told-parent', pid),
      seen: livingLooks(record, pid).flatMap(({ ppid }) => ppid ?? []),
    }
  })
}

const grandchildOf = (record: RunRecord): Teller | undefined => tellers(record).at(-1)

export const pidChecks: readonly LessonCheck[] = [
  {
    id: 'told-is-true',
    sabotage: { endParent: 1, remember: 1 },
    title: { en: 'What they print is what the process table says', 'zh-CN': '它们打印的与进程表一致' },
    shows: (record) => marksOf(record, 'told-ppid').at(-1),
    judge(record, locale) {
      const all = tellers(record)
      const evidence = all
        .map(({ name, pid, told, seen }) => {
          const [first = '–', last = '–'] = [seen[0], seen.at(-1)]
          return sayIn(locale)(
            `${name} ${pid} told ${told.join(', ') || '–'}; the table: ${first} at first, ${last} at last.`,
            `${name} ${pid} 说的是 ${told.join('、') || '–'}；进程表：最初 ${first}，最后 ${last}。`,
          )
        })
        .join(' ')
      const agrees = ({ told, seen }: Teller): boolean =>
        told.length > 0 && told[0] === seen[0] && (told.length === 1 || told.at(-1) === seen.at(-1))
      return passedIf(all.every(agrees), evidence)
    },
  },
  {
    id: 'chain',
    sabotage: { flat: 1 },
    title: { en: 'Each names the process that started it', 'zh-CN': '每个进程说的都是启动它的那个进程' },
    shows: (record) => markBy(record, 'grandchild', 'told-ppid'),
    judge(record, locale) {
      const all = tellers(record)
      const supervisor = eventsOf(record, 'run-started')[0]?.pid ?? 0
      const above = [supervisor, ...all.map(({ pid }) => pid)]
      const links = all.map(({ name, pid, told }) => `${name} ${pid} → ${told[0] ?? '–'}`)
      const evidence = sayIn(locale)(
        `${links.join(', ') || '–'}; the lab's supervisor is ${supervisor}.`,
        `${links.join('，') || '–'}；实验室的监管进程是 ${supervisor}。`,
      )
      return passedIf(
        all.every(({ told }, index) => told[0] === above[index]),
        evidence,
      )
    },
  },
  {
    id: 'same-to-the-end',
    sabotage: { endParent: 1 },
    title: { en: 'While the parent lives, the answer stays the same', 'zh-CN': '只要父进程活着，回答就不变' },
    shows: (record) => marksOf(record, 'told-ppid', grandchildOf(record)?.pid).at(-1),
    judge(record, locale) {
      const { told = [], pid = 0 } = grandchildOf(record) ?? {}
      const evidence = sayIn(locale)(
        `The grandchild ${pid} answered ${told.length} times: ${told.join(', then ') || '–'}.`,
        `孙进程 ${pid} 回答了 ${told.length} 次：${told.join('，后来 ') || '–'}。`,
      )
      return passedIf(told.length === 2 && told[0] === told[1], evidence)
    },
  },
  {
    id: 'library-agrees',
    sabotage: { endParent: 1 },
    title: {
      en: "The library's parentProcess() agrees with the kernel's ppid",
      'zh-CN': '库的 parentProcess() 与内核的 ppid 一致',
    },
    shows: (record) => marksOf(record, 'told-parent', grandchildOf(record)?.pid).at(-1),
    judge(record, locale) {
      const { told = [], remembered = [] } = grandchildOf(record) ?? {}
      const evidence = sayIn(locale)(
        `Asked twice, the kernel said ${told.join(', ') || '–'} and the library ${remembered.join(', ') || '–'}.`,
        `两次询问，内核回答 ${told.join('、') || '–'}，库回答 ${remembered.join('、') || '–'}。`,
      )
      return passedIf(told.length === 2 && told.join() === remembered.join(), evidence)
    },
  },
]
