import { useStore } from 'zustand'
import { matchQuery, type QueryContext } from '../../../../shared/query/match-query.ts'
import { isOfRowAlone } from '../../../../shared/query/needs.ts'
import type { Query } from '../../../../shared/query/query.ts'
import { processes, type PageProcess } from './process-store.ts'
import { createTally, type Table } from './table-steps.ts'

export const chips = ['all', 'running', 'zombie', 'orphan', 'stopped', 'lab'] as const
export type Chip = (typeof chips)[number]
export const isChip = (name: string): name is Chip => chips.some((chip) => chip === name)

const holds: Readonly<Record<Chip, (row: PageProcess) => boolean>> = {
  all: () => true,
  running: (row) => row.state === 'running',
  zombie: (row) => row.state === 'zombie',
  orphan: (row) => row.orphan !== undefined,
  stopped: (row) => row.state === 'stopped' || row.state === 'traced',
  lab: (row) => row.lab !== undefined,
}

export type ChipCounts = Readonly<Record<Chip, number>>

const tally = createTally(chips.length, (sums, row, sign) => {
  if (row.fresh === 'ended') return
  const count = (at: number): void => void (sums[at] = (sums[at] ?? 0) + sign)
  count(0)
  // Written out: this runs for every row that changes. The order is that of the chips.
  if (row.state === 'running') count(1)
  else if (row.state === 'zombie') count(2)
  else if (row.state === 'stopped' || row.state === 'traced') count(4)
  if (row.orphan !== undefined) count(3)
  if (row.lab !== undefined) count(5)
})

/** @returns how many living rows of a table each chip holds */
export function countChips(table: Table): ChipCounts {
  const [all = 0, running = 0, zombie = 0, orphan = 0, stopped = 0, lab = 0] = tally(table)
  return { all, running, zombie, orphan, stopped, lab }
}

/** @returns the counts of the table now; undefined while it is not here as a whole */
export function useChipCounts(): ChipCounts | undefined {
  const { rows, whole } = useStore(processes)
  return whole ? countChips(rows) : undefined
}

/**
 * @param context what rows alone do not tell
 * @returns whether a row is shown; undefined when all are
 */
export function matching(query: Query, chip: Chip, context: QueryContext): ((row: PageProcess) => boolean) | undefined {
  if (query.kind === 'all') return chip === 'all' ? undefined : holds[chip]
  const meant = matchQuery(query, context)
  const test = (row: PageProcess): boolean => holds[chip](row) && meant(row)
  return isOfRowAlone(query) ? remembering(test) : test
}

/** Most rows are the same objects from event to event, and so is the answer. */
function remembering(test: (row: PageProcess) => boolean): (row: PageProcess) => boolean {
  const answers = new WeakMap<PageProcess, boolean>()
  return (row) => {
    let answer = answers.get(row)
    if (answer === undefined) {
      answer = test(row)
      answers.set(row, answer)
    }
    return answer
  }
}
