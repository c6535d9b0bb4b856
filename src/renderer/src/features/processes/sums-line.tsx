import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import { formatBytes } from '../../components/format.ts'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { addUp, createAddUp } from './add-up.ts'
import { cellText } from './columns/cell-text.ts'
import { columnOf, type ColumnId } from './columns/catalog.ts'
import type { ShownColumn } from './columns/choose.ts'
import { FoundWords } from './found-words.tsx'
import { MarkedWords } from './marked-words.tsx'
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
  const { rows, whole } = useStore(processes)
  const marked = useStore(view, (state) => state.marked)
  const isMarked = marked.size > 1
  const others = useMemo(() => columns.filter(({ id, adds }) => adds === true && !always.includes(id)), [columns])
  const summed = useMemo(() => [...always.flatMap((id) => columnOf(id) ?? []), ...others], [others])
  const addAllUp = useMemo(() => createAddUp(summed), [summed])
  const { count, of } = useMemo(() => {
    const those = [...marked].flatMap((key) => rows.get(key) ?? [])
    if (isMarked) return addUp(those, summed)
    return matches === undefined ? addAllUp(rows) : addUp(rows.values(), summed, matches)
  }, [rows, matches, marked, isMarked, summed, addAllUp])
  if (!whole) return <div className="sums">…</div>
  return (
    <div className="sums" role="group" aria-label={text(isMarked ? 'sums.ofMarked' : 'sums.ofShown')}>
      <span>{text(isMarked ? 'sums.marked' : 'sums.shown', { count })}</span>
      <MarkedWords count={marked.size} />
      {!isMarked && <FoundWords matches={matches} count={count} />}
      <CpuSum percent={of.get('cpu') ?? 0} />
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

/** Percent of one CPU, as the column has them, and what all together could be: the status bar has the whole machine's. */
function CpuSum({ percent }: { readonly percent: number }) {
  const text = useText()
  const cpus = useStore(backend, (state) => state.about?.cpus)
  const shown = percent.toFixed(1)
  if (cpus === undefined) return <span>{text('sums.cpu', { percent: shown })}</span>
  const most = cpus * 100
  return (
    <span title={text('sums.cpuTitle', { cpus, most })}>
      {text('sums.cpuOf', { percent: shown, most: String(most) })}
    </span>
  )
}
