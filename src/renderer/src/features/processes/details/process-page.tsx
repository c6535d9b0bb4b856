import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { processes } from '../process-store.ts'
import { SignalLayer } from '../signal-layer.tsx'
import { useSignals } from '../use-signals.ts'
import { focusRow } from '../view-store.ts'
import { DetailsBody } from './details-body.tsx'
import { DetailsHeading } from './details-heading.tsx'
import { EndButtons } from './end-buttons.tsx'
import { useProcess } from './use-process.ts'

interface ProcessPageProps {
  /** `pid@startKey` */
  readonly of: string
  readonly onSelect: (key: string) => void
}

/** One process on a page of its own, which has an address. */
export function ProcessPage({ of, onSelect }: ProcessPageProps) {
  const text = useText()
  const process = useProcess(of)
  const isLoaded = useStore(processes, ({ sample }) => sample !== undefined)
  const signals = useSignals()
  return (
    <div className="process-page">
      <p>
        <a href="#/processes" onClick={() => focusRow(of)}>
          {text('details.back')}
        </a>
      </p>
      {process === undefined ? (
        <p className="empty" role="status">
          {isLoaded ? text('details.gone', { process: of.split('@')[0] ?? of }) : text('table.loading')}
        </p>
      ) : (
        <>
          <DetailsHeading process={process} />
          <DetailsBody process={process} together={[process]} onSignal={signals.setIntent} onSelect={onSelect} />
          <EndButtons process={process} onSignal={signals.setIntent} />
        </>
      )}
      <SignalLayer process={process} menu={undefined} onCloseMenu={() => undefined} signals={signals} />
    </div>
  )
}
