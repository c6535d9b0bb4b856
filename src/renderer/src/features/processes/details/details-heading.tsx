import { useIntl } from 'react-intl'
import { StateBadge } from '../../../components/state-badge.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { shownName } from '../../../components/shown-name.ts'
import { endingWords } from '../ended-words.ts'
import type { PageProcess } from '../process-store.ts'

/** Who it is, and its state. */
export function DetailsHeading({ process }: { readonly process: PageProcess }) {
  const text = useText()
  const { locale } = useIntl()
  const hasEnded = process.fresh === 'ended'
  return (
    <header>
      <h2>
        {shownName(process.name, text)} · {process.pid}
      </h2>
      <p>{hasEnded ? <em>{endingWords(process, text, locale)}</em> : <StateBadge state={process.state} />}</p>
    </header>
  )
}
