import {
  childrenOf,
  inconclusive,
  linesOf,
  mainOf,
  markedNumber,
  marksOf,
  passedIf,
  sayIn,
} from '../../../shared/model/evidence.ts'
import type { LessonCheck, RunRecord } from '../../../shared/model/lesson.ts'

const names = ['first', 'second', 'third']

/** @returns the names in the order in which they put that mark on the timeline, by the clock that they share */
export function orderOf(record: RunRecord, label: string): readonly string[] {
  return childrenOf(record)
    .flatMap(({ name, pid }) => {
      const at = markedNumber(record, label, pid)
      return at === undefined ? [] : [{ name, at }]
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ name }) => name)
}

/** How often each order was seen in the rounds of the race. */
function ordersOf(record: RunRecord): ReadonlyMap<string, number> {
  const seen = new Map<string, number>()
  for (let round = 0; round < (record.parameters['rounds'] ?? 0); round += 1) {
    const order = orderOf(record, `round-${round}`)
    if (order.length !== names.length) continue
    const key = order.join(' ')
    seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  return seen
}

export const orderChecks: readonly LessonCheck[] = [
  {
    id: 'all-ran',
    sabotage: { onlyTwo: 1 },
    title: { en: 'All three ran', 'zh-CN': '三个都运行了' },
    shows: (record) => marksOf(record, 'first-line').at(-1),
    judge(record, locale) {
      const ran = orderOf(record, 'first-line')
      const evidence = sayIn(locale)(
        `Their first lines came in the order ${ran.join(', ') || '–'}.`,
        `它们的第一行按 ${ran.join('、') || '–'} 的顺序出现。`,
      )
      return passedIf(
        names.every((name) => ran.includes(name)),
        evidence,
      )
    },
  },
  {
    id: 'started-in-order',
    sabotage: { backwards: 1 },
    title: { en: 'They were started in the order of the program', 'zh-CN': '它们是按程序中的顺序启动的' },
    shows: (record) => childrenOf(record).at(-1),
    judge(record, locale) {
      const started = childrenOf(record).map(({ name, pid }) => `${name} ${pid}`)
      const evidence = sayIn(locale)(
        `Started: ${started.join(', ') || '–'}.`,
        `启动的顺序：${started.join('、') || '–'}。`,
      )
      const inOrder = childrenOf(record).map(({ name }) => name)
      const asWritten = names.filter((name) => inOrder.includes(name))
      return passedIf(inOrder.length > 1 && inOrder.join() === asWritten.join(), evidence)
    },
  },
  {
    id: 'main-does-not-wait',
    sabotage: { joinFirst: 1 },
    title: { en: 'The line of the main process does not wait for them', 'zh-CN': '主进程的那一行不等它们' },
    shows: (record) => linesOf(record, mainOf(record))[0],
    judge(record, locale) {
      const lines = linesOf(record, undefined, 'stdout')
      const main = lines.findIndex(({ pid }) => pid === mainOf(record))
      const done = lines.findIndex(({ text }) => text.endsWith('is done'))
      const evidence = sayIn(locale)(
        `The main process wrote line ${main + 1} of ${lines.length}; the first child was done at line ${done + 1}.`,
        `共 ${lines.length} 行，主进程写的是第 ${main + 1} 行；最先做完的子进程在第 ${done + 1} 行。`,
      )
      return passedIf(main >= 0 && done > main, evidence)
    },
  },
  {
    id: 'order-varies',
    sabotage: { delays: 1, rounds: 2 },
    title: { en: 'In the rounds of the race more than one order is seen', 'zh-CN': '多轮赛跑中出现了不止一种顺序' },
    shows: (record) => marksOf(record, `round-${(record.parameters['rounds'] ?? 0) - 1}`).at(-1),
    judge(record, locale) {
      const orders = [...ordersOf(record)].toSorted(([, a], [, b]) => b - a)
      if (orders.length === 0) {
        return inconclusive(sayIn(locale)('In no round did all three run.', '没有一轮是三个都运行了的。'))
      }
      const histogram = orders.map(([order, times]) => `${order}: ${times}`).join('; ')
      const evidence = sayIn(locale)(
        `${orders.length} of 6 possible orders were seen (${histogram}).`,
        `6 种可能的顺序中看到了 ${orders.length} 种（${histogram}）。`,
      )
      return passedIf(orders.length > 1, evidence)
    },
  },
]
