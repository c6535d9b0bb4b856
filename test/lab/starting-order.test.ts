import { describe, expect, it } from 'vitest'
import { lessons } from '../../src/lab/catalog.ts'
import { startingOrder } from '../../src/lab/engine/starting-order.ts'

const questions = lessons.flatMap(({ id, questions: asked }) =>
  asked.flatMap(({ kind, options = [] }) =>
    kind === 'order' ? [[id, options.map((option) => option.id)] as const] : [],
  ),
)

/** The order in which these lessons come out; of the others only chance knows. */
const solutions: Readonly<Record<string, readonly string[]>> = {
  '11-start-a-function': ['main', 'running', 'done'],
  '18-join': ['running', 'done', 'main'],
  '26-print-in-order': ['1', '2', '3', '4'],
  '34-mutex-or-join': ['none', 'lock', 'join'],
}
const byChance = ['19-start-order', '25-print-last']

describe('an order question', () => {
  it('is in one of these lessons', () => {
    expect(questions.map(([id]) => id).toSorted()).toEqual([...Object.keys(solutions), ...byChance].toSorted())
  })
  it.each(questions)('%s: does not start with its solution', (id, given) => {
    const offered = startingOrder(given)
    expect(offered.toSorted()).toEqual(given.toSorted())
    expect(offered).not.toEqual(given)
    if (!byChance.includes(id)) expect(given).toEqual(solutions[id])
    // Whatever chance does, 4 comes last.
    if (id === '25-print-last') expect(offered.at(-1)).not.toBe('4')
  })
})
