import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { processes, type PageProcess } from '../process-store.ts'
import type { SignalIntent } from '../signal-target.ts'
import { view } from '../view-store.ts'
import { addressOf } from './address-of.ts'
import { DetailsHeading } from './details-heading.tsx'
import { DetailsBody } from './details-body.tsx'
import { EndButtons } from './end-buttons.tsx'
import { useProcess } from './use-process.ts'

interface DetailsPanelProps {
  readonly onSignal: (intent: SignalIntent) => void
  readonly onSelect: (key: string) => void
  readonly onClose: () => void
}

/** The selected process, explained, beside the table. */
export function DetailsPanel({ onSignal, onSelect, onClose }: DetailsPanelProps) {
  const text = useText()
  const process = useProcess(useStore(view, ({ selected }) => selected))
  const marked = useMarked()
  const together = process !== undefined && marked.length < 2 ? [process] : marked
  return (
    <aside className="details" aria-label={text('details.title')}>
      <div className="details-tools">
        {process !== undefined && (
          // The title is its name: a label beside it would make readers say it twice.
          // oxlint-disable-next-line jsx-a11y/control-has-associated-label
          <a href={addressOf(process)} title={text('details.fullPage')}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M9 2h5v5M14 2 8.5 7.5M7 14H2V9M2 14l5.5-5.5" />
            </svg>
          </a>
        )}
        <button type="button" className="close" aria-label={text('details.close')} onClick={onClose}>
          ×
        </button>
      </div>
      {process === undefined ? (
        <p className="empty">{text('details.none')}</p>
      ) : (
        <>
          <DetailsHeading process={process} />
          <DetailsBody process={process} together={together} onSignal={onSignal} onSelect={onSelect} />
          <EndButtons process={process} onSignal={onSignal} />
        </>
      )}
    </aside>
  )
}

/** @returns those of the marked processes that still live */
function useMarked(): readonly PageProcess[] {
  const marked = useStore(view, (state) => state.marked)
  const rows = useStore(processes, (state) => state.rows)
  return [...marked].flatMap((key) => {
    const row = rows.get(key)
    return row === undefined || row.fresh === 'ended' ? [] : row
  })
}
