import { displayWidth, fit } from './visible.ts'

export interface Column {
  readonly title: string
  readonly right?: boolean
}

/**
 * @param rows already free of control characters
 * @param columns of the terminal; undefined when there is none, and nothing is cut
 * @returns lines with aligned columns; the last column takes what is left
 */
export function tableLines(
  titles: readonly Column[],
  rows: readonly (readonly string[])[],
  columns: number | undefined,
): readonly string[] {
  const all = [titles.map(({ title }) => title), ...rows]
  const widths = titles.map((_, at) => all.reduce((widest, row) => Math.max(widest, displayWidth(row[at] ?? '')), 0))
  return all.map((row) => {
    const cells = titles.map(({ right }, at) => {
      const text = row[at] ?? ''
      const space = ' '.repeat(Math.max(0, (widths[at] ?? 0) - displayWidth(text)))
      if (right) return `${space}${text}`
      return at === titles.length - 1 ? text : `${text}${space}`
    })
    const line = cells.join('  ')
    return columns === undefined ? line : fit(line, columns)
  })
}
