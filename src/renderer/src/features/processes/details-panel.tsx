import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import { displayText } from '../../../../shared/model/display-text.ts'
import { formatTime, nameRelative } from '../../components/format.ts'
import { backend, isReadOnly } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { DetailsCharts } from './details-charts.tsx'
import { processes, type PageProcess } from './process-store.ts'
import type { SignalIntent } from './signal-target.ts'
import { StateBadge } from '../../components/state-badge.tsx'

interface DetailsPanelProps {
  readonly process: PageProcess | undefined
  readonly onSignal: (intent: SignalIntent) => void
  readonly onSelect: (key: string) => void
  readonly onClose: () => void
}

/** One process, explained. */
export function DetailsPanel({ process, onSignal, onSelect, onClose }: DetailsPanelProps) {
  const text = useText()
  const { locale } = useIntl()
  const readOnly = useStore(backend, isReadOnly)
  return (
    <aside className="details" aria-label={text('details.title')}>
      <button type="button" className="close" aria-label={text('details.close')} onClick={onClose}>
        ×
      </button>
      {process === undefined ? (
        <p className="empty">{text('details.none')}</p>
      ) : (
        <>
          <h2>
            {displayText(process.name)} · {process.pid}
          </h2>
          <p>{process.fresh === 'ended' ? <em>{text('row.ended')}</em> : <StateBadge state={process.state} />}</p>
          <Explanations process={process} />
          <DetailsCharts process={process} />
          <ParentChain process={process} onSelect={onSelect} />
          {process.startedAt !== undefined && (
            <Fact title={text('details.started')}>{formatTime(process.startedAt, locale)}</Fact>
          )}
          {process.executable !== undefined && (
            <Fact title={text('details.executable')}>{displayText(process.executable)}</Fact>
          )}
          <CommandLine process={process} key={`${process.pid}@${process.startKey}`} />
          <SameByCommand key={process.pid} pid={process.pid} />
          <div className="buttons">
            {(['SIGTERM', 'SIGKILL'] as const).map((signal) => (
              <button
                key={signal}
                type="button"
                className={signal === 'SIGKILL' ? 'danger' : undefined}
                disabled={readOnly || process.fresh === 'ended'}
                title={readOnly ? text('readOnly') : undefined}
                onClick={() => onSignal({ signal, targets: [process] })}
              >
                {text(signal === 'SIGKILL' ? 'action.kill' : 'action.terminate')}
              </button>
            ))}
          </div>
        </>
      )}
    </aside>
  )
}

function Fact({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className="fact">
      <h3>{title}</h3>
      <div>{children}</div>
    </section>
  )
}

/** Why it is in the state it is in, and what would change that. */
function Explanations({ process }: { readonly process: PageProcess }) {
  const text = useText()
  const unknown = text('unknownProcess')
  const { zombie, orphan, daemon } = process
  return (
    <>
      {zombie && <p>{text('details.zombie', { parent: nameRelative(zombie.waitingOn, unknown) })}</p>}
      {orphan && (
        <p>
          {text('details.orphan', {
            parent: nameRelative(orphan.originalParent, unknown),
            adopter: nameRelative(orphan.adopter, unknown),
            evidence: orphan.evidence,
          })}
        </p>
      )}
      {process.state === 'stopped' && <p>{text('details.stopped')}</p>}
      {daemon && <p>{text(daemon.kind === 'unix' ? 'details.daemonUnix' : 'details.daemonLab')}</p>}
      {process.kernel && <p>{text('details.kernel')}</p>}
    </>
  )
}

function ParentChain({
  process,
  onSelect,
}: {
  readonly process: PageProcess
  readonly onSelect: (key: string) => void
}) {
  const text = useText()
  const rows = useStore(processes, (state) => state.rows)
  const chain: PageProcess[] = []
  const next = (row: PageProcess): PageProcess | undefined =>
    row.parentStartKey === undefined ? undefined : rows.get(`${row.ppid}@${row.parentStartKey}`)
  for (let at = next(process); at !== undefined && !chain.includes(at); at = next(at)) chain.unshift(at)
  if (chain.length === 0) return undefined
  return (
    <Fact title={text('details.parents')}>
      <div className="chain">
        {chain.map((row) => (
          <button key={row.pid} type="button" className="link" onClick={() => onSelect(`${row.pid}@${row.startKey}`)}>
            {displayText(row.name)} ({row.pid})
          </button>
        ))}
      </div>
    </Fact>
  )
}

/** Covered where it looks like a secret, and cut where it is long, until the person asks for the whole. */
function CommandLine({ process }: { readonly process: PageProcess }) {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const [whole, setWhole] = useState<readonly string[]>()
  const { pid, startKey } = process
  const reveal = (): void => {
    client?.processes.commandLine({ pid, startKey }).then(
      ({ command }) => setWhole(command),
      () => setWhole(undefined),
    )
  }
  const shown = whole ?? process.command
  const covered = whole === undefined && (process.commandMasked === true || process.commandTruncated === true)
  return (
    <Fact title={text('details.command')}>
      {shown === undefined ? text('details.noCommand') : <code className="long">{displayText(shown.join(' '))}</code>}
      {covered && (
        <p>
          {process.commandMasked && <small>{text('details.masked')} </small>}
          <button type="button" onClick={reveal}>
            {text('details.reveal')}
          </button>
        </p>
      )}
    </Fact>
  )
}

function SameByCommand({ pid }: { readonly pid: number }) {
  const text = useText()
  const platform = useStore(backend, (state) => state.about?.platform)
  const command = platform === 'win32' ? `taskkill /pid ${pid}` : `kill -s TERM ${pid}`
  const [copied, setCopied] = useState(false)
  return (
    <Fact title={text('details.sameByCommand')}>
      <div className="line">
        <code>{command}</code>
        <button type="button" onClick={() => void navigator.clipboard.writeText(command).then(() => setCopied(true))}>
          {text(copied ? 'details.copied' : 'details.copy')}
        </button>
      </div>
    </Fact>
  )
}
