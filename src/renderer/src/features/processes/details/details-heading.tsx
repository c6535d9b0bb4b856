import { StateBadge } from '../../../components/state-badge.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { shownName } from '../../../components/shown-name.ts'
import type { PageProcess } from '../process-store.ts'

/** Who it is, and its state. */
export function DetailsHeading({ process }: { readonly process: PageProcess }) {
  const text = useText()
  return (
    <header>
      <h2>
        {shownName(process.name, text)} · {process.pid}
      </h2>
      <p>{process.fresh === 'ended' ? <em>{text('row.ended')}</em> : <StateBadge state={process.state} />}</p>
    </header>
  )
}
