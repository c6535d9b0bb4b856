import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import { formatBytes } from '../../components/format.ts'
import { useText } from '../../i18n/use-text.ts'
import { addUp } from './add-up.ts'
import { cellText } from './columns/cell-text.ts'
import { columnOf, type ColumnId } from './columns/catalog.ts'
import type { ShownColumn } from './columns/choose.ts'
import { processes, type PageProcess } from './process-store.ts'
import { view } from './view-store.ts'

interface SumsLineProps {
  readonly columns: readonly ShownColumn[]
  readonly matches: ((row: PageProcess) => boolean) | undefined
}

/** Told whether or not their columns are shown. */
const always: readonly ColumnId[] = ['cpu', 'memory', 'threads']

/** What is shown, or what is marked of it, taken together. */
export function SumsLine({ columns, matches }: SumsLineProps) {
  const text = useText()
  const { locale } = useIntl()
  const rows = useStore(processes, (state) => state.rows)
  const marked = useStore(view, (state) => state.marked)
  const isMarked = marked.size > 1
  const others = useMemo(() => columns.filter(({ id, adds }) => adds === true && !always.includes(id)), [columns])
  const { count, of } = useMemo(() => {
    const summed = [...always.flatMap((id) => columnOf(id) ?? []), ...others]
    return isMarked
      ? addUp(
          [...marked].flatMap((key) => rows.get(key) ?? []),
          summed,
        )
      : addUp(rows.values(), summed, matches)
  }, [rows, matches, marked, isMarked, others])
  return (
    <div className="sums" role="group" aria-label={text(isMarked ? 'sums.ofMarked' : 'sums.ofShown')}>
      <span>{text(isMarked ? 'sums.marked' : 'sums.shown', { count })}</span>
      <span>{text('sums.cpu', { percent: (of.get('cpu') ?? 0).toFixed(1) })}</span>
      <span>{text('sums.memory', { size: formatBytes(of.get('memory') ?? 0) })}</span>
      <span>{text('sums.threads', { count: of.get('threads') ?? 0 })}</span>
      {others.map(({ id, kind }) => {
        const sum = of.get(id)
        return sum === undefined ? undefined : (
          <span key={id}>
            {text('sums.column', { title: text(`column.${id}`), value: cellText(sum, kind, locale) })}
          </span>
        )
      })}
    </div>
  )
}
