import type { PageProcess } from './process-store.ts'

export interface ColumnSums {
  readonly count: number
  /** Of one CPU. */
  readonly cpuPercent: number
  readonly rssBytes: number
  readonly threads: number
}

/** @returns the sums of the rows that match and have not ended */
export function addUp(rows: Iterable<PageProcess>, matches?: (row: PageProcess) => boolean): ColumnSums {
  const sums = { count: 0, cpuPercent: 0, rssBytes: 0, threads: 0 }
  for (const row of rows) {
    if (row.fresh === 'ended' || matches?.(row) === false) continue
    sums.count += 1
    sums.cpuPercent += row.cpuPercent ?? 0
    sums.rssBytes += row.rssBytes ?? 0
    sums.threads += row.threads ?? 0
  }
  return sums
}
