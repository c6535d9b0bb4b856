import { useIntl } from 'react-intl'
import { useStore } from 'zustand'
import type { ProcessRelative } from '../../../../../shared/contract/process.ts'
import { formatTime, nameRelative } from '../../../components/format.ts'
import { backend, isReadOnly } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import type { PageProcess } from '../process-store.ts'
import type { SignalIntent } from '../signal-target.ts'
import { useDeadlock } from './use-deadlock.ts'
import { WaitsIn } from './waits-in.tsx'

interface ExplainedProps {
  readonly process: PageProcess
  readonly onSignal: (intent: SignalIntent) => void
}

/** Why it is in the state it is in, since when, and what would change that. */
export function Explained({ process, onSignal }: ExplainedProps) {
  const text = useText()
  const { locale } = useIntl()
  const unknown = text('unknownProcess')
  const { zombie, orphan, daemon, state } = process
  const deadlock = useDeadlock(process)
  const isEnded = process.fresh === 'ended'
  const offer = (signal: string, target: ProcessRelative | undefined, words: string) => (
    <Offer signal={signal} target={target} words={words} onSignal={onSignal} />
  )
  return (
    <>
      {zombie && !isEnded && (
        <div className="explained" data-state="zombie">
          <p>{text('details.zombie', { parent: nameRelative(zombie.waitingOn, unknown) })}</p>
          {zombie.seenAt !== undefined && (
            <p>
              {text(zombie.already === true ? 'details.zombieAlready' : 'details.zombieSince', {
                time: formatTime(zombie.seenAt, locale),
              })}
            </p>
          )}
          <p>{text('details.zombieWays')}</p>
          <div className="offers">
            {offer('SIGCHLD', zombie.waitingOn, text('details.remindParent'))}
            {offer('SIGTERM', zombie.waitingOn, text('details.endParent'))}
          </div>
        </div>
      )}
      {orphan && (
        <p className="explained" data-state="orphan">
          {text('details.orphan', {
            parent: nameRelative(orphan.originalParent, unknown),
            adopter: nameRelative(orphan.adopter, unknown),
            evidence: orphan.evidence,
          })}{' '}
          {orphan.seenAt !== undefined && text('details.orphanAt', { time: formatTime(orphan.seenAt, locale) })}
        </p>
      )}
      {!isEnded && (state === 'stopped' || state === 'traced') && (
        <div className="explained" data-state="stopped">
          <p>{text(state === 'traced' ? 'details.traced' : 'details.stopped')}</p>
          {state === 'stopped' && <div className="offers">{offer('SIGCONT', process, text('details.resume'))}</div>}
        </div>
      )}
      {deadlock !== undefined && process.lab !== undefined && (
        <div className="explained" data-state="deadlock">
          <p>{text('details.deadlock', { on: deadlock.on, count: deadlock.members })}</p>
        </div>
      )}
      {process.lab !== undefined && (
        <p>
          <a href={`#/lab/${lessonPlace(process.lab.lesson)}`}>
            {text('details.toLesson', { lesson: process.lab.lesson })}
          </a>
        </p>
      )}
      {!isEnded && state === 'disk-sleep' && (
        <div className="explained" data-state="disk-sleep">
          <WaitsIn process={process} />
        </div>
      )}
      {daemon && <p>{text(daemon.kind === 'unix' ? 'details.daemonUnix' : 'details.daemonLab')}</p>}
      {process.kernel && <p>{text('details.kernel')}</p>}
    </>
  )
}

/** A lesson's own place in the lab; that of a program of one's own is the same for all. */
function lessonPlace(lesson: string): string {
  return /^\d\d-[\w-]+$/.test(lesson) ? lesson : 'program'
}

interface OfferProps {
  readonly signal: string
  readonly target: ProcessRelative | undefined
  readonly words: string
  readonly onSignal: (intent: SignalIntent) => void
}

/** What works, to be confirmed as any other signal is. */
function Offer({ signal, target, words, onSignal }: OfferProps) {
  const text = useText()
  const readOnly = useStore(backend, isReadOnly)
  const knows = useStore(backend, ({ about }) => about?.capabilities.signals.includes(signal) ?? false)
  if (!knows || target?.startKey === undefined) return undefined
  const { pid, startKey, name = '' } = target
  return (
    <button
      type="button"
      disabled={readOnly}
      title={readOnly ? text('readOnly') : undefined}
      onClick={() => onSignal({ signal, targets: [{ pid, startKey, name }] })}
    >
      {words}
    </button>
  )
}
