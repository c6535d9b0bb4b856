import type { Process } from '../../../../../shared/contract/process.ts'
import { displayText } from '../../../../../shared/model/display-text.ts'
import type { MessageId } from '../../../i18n/en.ts'
import { shownName } from '../../../components/shown-name.ts'
import type { PageProcess } from '../process-store.ts'
import { columnOf, type CellValue } from '../columns/catalog.ts'
import { cellText } from '../columns/cell-text.ts'
import type { ShownColumn } from '../columns/choose.ts'
import type { Sums } from '../columns/use-subtree-sums.ts'

export const formats = ['text', 'csv', 'json'] as const
export type TableFormat = (typeof formats)[number]

/** A process at its place, as it is copied. */
export interface SharedRow {
  readonly key: string
  readonly process: PageProcess
  /** Generations below the topmost one that is copied; 0 in a list. */
  readonly depth: number
}

export interface SharedTable {
  readonly rows: readonly SharedRow[]
  readonly columns: readonly ShownColumn[]
  readonly sums: Sums | undefined
  /** Epoch milliseconds of the sample. */
  readonly at: number
  readonly source: string
  readonly locale: string
  /** Words of the person's language. */
  readonly text: (id: MessageId) => string
}

/** @returns the rows: as people read them, as RFC 4180 has it, or as `forkscope ps --json` prints them */
export function writeTable(table: SharedTable, format: TableFormat): string {
  switch (format) {
    case 'text':
      return asText(table)
    case 'csv':
      return asCsv(table)
    case 'json':
      return asJson(table)
  }
}

function asText({ rows, columns, sums, locale, text }: SharedTable): string {
  const shownIn = (column: ShownColumn, process: PageProcess, sum: Parameters<ShownColumn['value']>[1]): string => {
    if (column.id === 'state' && process.fresh === 'ended') return text('row.ended')
    if (column.id === 'name') return shownName(process.name, text)
    const shown = cellText(column.value(process, sum), column.kind, locale)
    const word = column.words?.[shown]
    return word === undefined ? displayText(shown) : text(word)
  }
  const cells = rows.map(({ key, process, depth }) =>
    columns.map((column) => {
      const shown = shownIn(column, process, sums?.get(key))
      return column.id === 'name' ? '  '.repeat(depth) + shown : shown
    }),
  )
  const lines = [columns.map(({ id }) => text(`column.${id}`)), ...cells]
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => width(line[at] ?? ''))))
  return lines.map((line) => lineOf(line, widths, columns)).join('\n') + '\n'
}

function lineOf(line: readonly string[], widths: readonly number[], columns: readonly ShownColumn[]): string {
  return line
    .map((cell, at) => {
      const gap = ' '.repeat((widths[at] ?? 0) - width(cell))
      return columns[at]?.kind === 'text' ? cell + gap : gap + cell
    })
    .join('  ')
    .trimEnd()
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** Chinese characters take two places where others take one. */
function width(text: string): number {
  let sum = 0
  for (const each of text) sum += wide.test(each) ? 2 : 1
  return sum
}

/**
 * Values as they are, under the ids of their columns: bytes, percent, epoch milliseconds. Of a tree, the depth and the
 * parent come too: without the indentation nothing else would tell who belongs to whom.
 */
function asCsv({ rows, columns, sums }: SharedTable): string {
  const isTree = rows.some(({ depth }) => depth > 0)
  const added = isTree ? (['pid', 'ppid'] as const).filter((id) => columns.every((column) => column.id !== id)) : []
  const told = [...columns, ...added.flatMap((id) => columnOf(id) ?? [])]
  const lines = [
    [...told.map(({ id }) => id), ...(isTree ? ['depth'] : [])],
    ...rows.map(({ key, process, depth }) => [
      ...told.map(({ value }) => csvCell(value(process, sums?.get(key)))),
      ...(isTree ? [String(depth)] : []),
    ]),
  ]
  return lines.map((line) => line.join(',')).join('\r\n') + '\r\n'
}

function csvCell(value: CellValue): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value)
  // A spreadsheet takes text that begins so for a formula, and anybody names their processes as they like.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function asJson({ rows, at, source }: SharedTable): string {
  const processes = rows.map(({ process: row }): Process => {
    // What the page alone knows of it stays here.
    const { fresh: _fresh, freshAt: _freshAt, exitCode: _code, exitSignal: _signal, ...process } = row
    return process
  })
  return JSON.stringify({ at, source, processes }, undefined, 2) + '\n'
}
