import type { PageProcess } from './process-store.ts'

export const chips = ['all', 'running', 'zombie', 'orphan', 'stopped', 'lab'] as const
export type Chip = (typeof chips)[number]

const holds: Readonly<Record<Chip, (row: PageProcess) => boolean>> = {
  all: () => true,
  running: (row) => row.state === 'running',
  zombie: (row) => row.state === 'zombie',
  orphan: (row) => row.orphan !== undefined,
  stopped: (row) => row.state === 'stopped' || row.state === 'traced',
  lab: (row) => row.lab !== undefined,
}

/** @returns how many living rows each chip holds */
export function countChips(rows: Iterable<PageProcess>): Readonly<Record<Chip, number>> {
  const counts = { all: 0, running: 0, zombie: 0, orphan: 0, stopped: 0, lab: 0 }
  for (const row of rows) {
    if (row.fresh === 'ended') continue
    for (const chip of chips) if (holds[chip](row)) counts[chip] += 1
  }
  return counts
}

/**
 * @param words each must occur in name, command line, pid or user; `run:ID` means the processes of a lab run
 * @returns whether a row is shown; undefined when all are
 */
export function matching(words: string, chip: Chip): ((row: PageProcess) => boolean) | undefined {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (wanted.length === 0 && chip === 'all') return undefined
  return (row) => holds[chip](row) && wanted.every((word) => contains(row, word))
}

function contains(row: PageProcess, word: string): boolean {
  if (word.startsWith('run:')) return row.lab?.run === word.slice('run:'.length)
  return (
    row.name.toLowerCase().includes(word) ||
    String(row.pid) === word ||
    row.user?.toLowerCase() === word ||
    (row.command?.some((each) => each.toLowerCase().includes(word)) ?? false)
  )
}
