import { useMemo } from 'react'
import { useStore } from 'zustand'
import { formatBytes } from '../../components/format.ts'
import { useText } from '../../i18n/use-text.ts'
import { addUp } from './add-up.ts'
import { processes, type PageProcess } from './process-store.ts'
import { view } from './view-store.ts'

interface SumsLineProps {
  readonly matches: ((row: PageProcess) => boolean) | undefined
}

/** What is shown, or what is marked of it, taken together. */
export function SumsLine({ matches }: SumsLineProps) {
  const text = useText()
  const rows = useStore(processes, (state) => state.rows)
  const marked = useStore(view, (state) => state.marked)
  const isMarked = marked.size > 1
  const sums = useMemo(
    () => (isMarked ? addUp([...marked].flatMap((key) => rows.get(key) ?? [])) : addUp(rows.values(), matches)),
    [rows, matches, marked, isMarked],
  )
  return (
    <div className="sums" role="group" aria-label={text(isMarked ? 'sums.ofMarked' : 'sums.ofShown')}>
      <span>{text(isMarked ? 'sums.marked' : 'sums.shown', { count: sums.count })}</span>
      <span>{text('sums.cpu', { percent: sums.cpuPercent.toFixed(1) })}</span>
      <span>{text('sums.memory', { size: formatBytes(sums.rssBytes) })}</span>
      <span>{text('sums.threads', { count: sums.threads })}</span>
    </div>
  )
}
