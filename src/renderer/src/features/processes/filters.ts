import { useStore } from 'zustand'
import { matchQuery, type QueryContext } from '../../../../shared/query/match-query.ts'
import { isOfRowAlone } from '../../../../shared/query/needs.ts'
import type { Query } from '../../../../shared/query/query.ts'
import { processes, type PageProcess } from './process-store.ts'

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

/** @returns how many living rows each chip holds */
export function countChips(rows: Iterable<PageProcess>): ChipCounts {
  const counts = { all: 0, running: 0, zombie: 0, orphan: 0, stopped: 0, lab: 0 }
  for (const row of rows) {
    if (row.fresh === 'ended') continue
    counts.all += 1
    // Written out: this runs for every row of every event.
    if (row.state === 'running') counts.running += 1
    else if (row.state === 'zombie') counts.zombie += 1
    else if (row.state === 'stopped' || row.state === 'traced') counts.stopped += 1
    if (row.orphan !== undefined) counts.orphan += 1
    if (row.lab !== undefined) counts.lab += 1
  }
  return counts
}

const counted = new WeakMap<ReadonlyMap<string, PageProcess>, ChipCounts>()

/** @returns the counts of a table; toolbar and status bar share one count of each */
function countsOf(rows: ReadonlyMap<string, PageProcess>): ChipCounts {
  let counts = counted.get(rows)
  if (counts === undefined) {
    counts = countChips(rows.values())
    counted.set(rows, counts)
  }
  return counts
}

/** @returns the counts of the table now */
export function useChipCounts(): ChipCounts {
  return countsOf(useStore(processes, (state) => state.rows))
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
