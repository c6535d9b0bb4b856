import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { displayText } from '../../../../../shared/model/display-text.ts'
import { formatBytes, formatTime } from '../../../components/format.ts'
import { Quantity } from '../../../components/quantity.tsx'
import { useText } from '../../../i18n/use-text.ts'
import type { MessageId } from '../../../i18n/en.ts'
import type { PageProcess } from '../process-store.ts'

/** What the table knows of it; what does not apply is left out. */
export function Overview({ process }: { readonly process: PageProcess }) {
  const text = useText()
  const { locale } = useIntl()
  const { startedAt, cpuTimeMs, rssBytes, cpuPercent } = process
  const facts: readonly (readonly [MessageId, ReactNode])[] = [
    ['column.user', process.user && displayText(process.user)],
    ['details.started', startedAt === undefined ? undefined : formatTime(startedAt, locale)],
    ['column.cpu', cpuPercent?.toFixed(1)],
    ['details.cpuTime', cpuTimeMs === undefined ? undefined : `${(cpuTimeMs / 1000).toFixed(2)} s`],
    ['column.memory', rssBytes === undefined ? undefined : <Quantity value={formatBytes(rssBytes)} />],
    ['column.threads', process.threads],
    ['column.nice', process.nice],
    ['details.group', process.processGroup],
    ['column.session', process.session],
    ['details.terminal', process.terminal],
  ]
  return (
    <>
      <dl className="detail-facts columns">
        {facts.map(([title, value]) =>
          value === undefined ? undefined : (
            <div key={title}>
              <dt>{text(title)}</dt>
              <dd className="number">{value}</dd>
            </div>
          ),
        )}
      </dl>
      {process.executable !== undefined && (
        <section className="fact">
          <h3>{text('details.executable')}</h3>
          <code>{displayText(process.executable)}</code>
        </section>
      )}
    </>
  )
}
