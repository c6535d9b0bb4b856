/** The theme's colours that lines may have. */
export const chartColours = ['accent', 'running', 'disk', 'zombie', 'orphan'] as const
export type ChartColour = (typeof chartColours)[number]

export interface ChartLine {
  readonly title: string
  readonly colour: ChartColour
  /** One for each time; undefined where nothing is known: the line has a gap there. */
  readonly values: readonly (number | undefined)[]
}

/** Lines over time, as a chart draws and tells them. */
export interface ChartData {
  /** Epoch milliseconds, growing. */
  readonly times: readonly number[]
  readonly series: readonly ChartLine[]
  /** What is shown ends now and is so long; absent: from the first time to the last. */
  readonly spanMs?: number
  /** The fixed upper end, as 100 for percent. */
  readonly top?: number
  /** The upper end is no lower than this, so that small values do not look large. */
  readonly leastTop?: number
  /** The values are bytes: marks stand at round numbers of binary units. */
  readonly isBytes?: boolean
}

export interface ChartRow {
  readonly at: number
  readonly values: readonly (number | undefined)[]
}

/**
 * Marks stand at round numbers, of which each is at most twice the one before: only where two of them have room, one
 * above zero is always among them, and a line can be read.
 * @param drawnHeight pixels between the two ends of the values
 * @returns how many pixels there should be between two marks, at least
 */
export function valueSpace(drawnHeight: number): number {
  return Math.min(28, Math.floor(drawnHeight / 2))
}

/**
 * @param most how many rows a table may have
 * @returns the newest rows first; where there are more, rows at even distances, the newest and the oldest among them
 */
export function chartRows({ times, series }: ChartData, most: number): readonly ChartRow[] {
  const last = times.length - 1
  const count = Math.min(times.length, most)
  return Array.from({ length: count }, (_, row) => {
    const index = count === times.length ? last - row : Math.round(last - (row * last) / Math.max(1, count - 1))
    return { at: times[index] ?? 0, values: series.map(({ values }) => values[index]) }
  })
}
