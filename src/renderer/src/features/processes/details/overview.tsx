import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { Told } from '../../../../../shared/contract/details.ts'
import { displayText } from '../../../../../shared/model/display-text.ts'
import { formatBytes, formatTime } from '../../../components/format.ts'
import { Quantity } from '../../../components/quantity.tsx'
import { useText } from '../../../i18n/use-text.ts'
import type { MessageId } from '../../../i18n/en.ts'
import type { PageProcess } from '../process-store.ts'
import { askPlace } from './open-things.tsx'
import { OrWhyNot } from './section.tsx'
import { useSection } from './use-section.ts'

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
      <Executable process={process} />
    </>
  )
}

/** The table leaves out what it was denied: only then the system is asked why. */
function Executable({ process }: { readonly process: PageProcess }) {
  const text = useText()
  const { executable, fresh, kernel, zombie } = process
  const isWanted = executable === undefined && fresh !== 'ended' && kernel !== true && zombie === undefined
  const { answer } = useSection(askPlace, process, isWanted, false)
  const asked = answer?.kind === 'told' ? answer.value.executable : answer
  const told: Told<string> | undefined = executable === undefined ? asked : { kind: 'told', value: executable }
  if (told === undefined || told.kind === 'none' || told.kind === 'ended') return undefined
  return (
    <section className="fact">
      <h3>{text('details.executable')}</h3>
      <OrWhyNot told={told}>{(path) => <code>{displayText(path)}</code>}</OrWhyNot>
      {process.executableDeleted === true && <p>{text('details.executableDeleted')}</p>}
    </section>
  )
}
