import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import { formatBytes } from '../../components/format.ts'
import { StateBadge } from '../../components/state-badge.tsx'
import { useText } from '../../i18n/use-text.ts'
import { shownName } from '../../components/shown-name.ts'
import { useProcess } from './details/use-process.ts'
import { endedWords, endingWords } from './ended-words.ts'
import { processes, type PageProcess } from './process-store.ts'
import { selectRow, togglePin, view } from './view-store.ts'

/** The pinned rows, above all others whatever is sorted or filtered; one that has ended stays until it is taken off. */
export function PinnedList() {
  const text = useText()
  const pinned = useStore(view, (state) => state.pinned)
  const rows = useStore(processes, (state) => state.rows)
  if (pinned.size === 0) return undefined
  return (
    <ul className="pinned" aria-label={text('pin.title')}>
      {[...pinned].map(([key, last]) => (
        <Pinned key={key} id={key} process={rows.get(key)} last={last} />
      ))}
    </ul>
  )
}

interface PinnedProps {
  readonly id: string
  readonly process: PageProcess | undefined
  /** As it was when it was pinned. */
  readonly last: PageProcess
}

function Pinned({ id, process, last }: PinnedProps) {
  const text = useText()
  const values = { name: shownName((process ?? last).name, text), pid: String(last.pid) }
  const { locale } = useIntl()
  // It knows when that was, also when the row is gone.
  const seen = useProcess(id)
  const { cpuPercent, rssBytes } = process ?? {}
  return (
    <li>
      <button type="button" className="link" disabled={process === undefined} onClick={() => selectRow(id)}>
        {text('pin.name', values)}
      </button>
      {process === undefined || process.fresh === 'ended' ? (
        <em>{seen?.fresh === 'ended' ? endingWords(seen, text, locale) : endedWords({}, text, locale)}</em>
      ) : (
        <StateBadge state={process.state} />
      )}
      {cpuPercent !== undefined && <span>{text('sums.cpu', { percent: cpuPercent.toFixed(1) })}</span>}
      {rssBytes !== undefined && <span>{formatBytes(rssBytes)}</span>}
      <button type="button" aria-label={text('pin.remove', values)} onClick={() => togglePin(id)}>
        ×
      </button>
    </li>
  )
}
