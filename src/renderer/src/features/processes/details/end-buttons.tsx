import { useStore } from 'zustand'
import { backend, isReadOnly } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { canReceive } from '../can-receive.ts'
import type { PageProcess } from '../process-store.ts'
import type { SignalIntent } from '../signal-target.ts'

interface EndButtonsProps {
  readonly process: PageProcess
  readonly onSignal: (intent: SignalIntent) => void
}

/** Politely, and by force. */
export function EndButtons({ process, onSignal }: EndButtonsProps) {
  const text = useText()
  const readOnly = useStore(backend, isReadOnly)
  const inVain = process.kernel === true ? text('details.kernel') : text('confirm.zombie')
  const title = readOnly ? text('readOnly') : canReceive(process) ? undefined : inVain
  return (
    <div className="buttons">
      {(['SIGTERM', 'SIGKILL'] as const).map((signal) => (
        <button
          key={signal}
          type="button"
          className={signal === 'SIGKILL' ? 'danger' : undefined}
          disabled={readOnly || process.fresh === 'ended' || !canReceive(process)}
          title={title}
          onClick={() => onSignal({ signal, targets: [process] })}
        >
          {text(signal === 'SIGKILL' ? 'action.kill' : 'action.terminate')}
        </button>
      ))}
    </div>
  )
}
