/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */
import { useEffect, useRef } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { dismiss, shownMs, type Toast } from './toasts.ts'

interface ToastCardProps {
  readonly toast: Toast
  /** Somebody reads: none of them goes. */
  readonly held: boolean
  /** Takes the focus elsewhere, where the toast has it. */
  readonly onLeave: (card: HTMLElement | null) => void
}

/** One of them; its time runs while nobody holds it. */
export function ToastCard({ toast, held, onLeave }: ToastCardProps) {
  const text = useText()
  const card = useRef<HTMLDivElement>(null)
  const leftMs = useRef(shownMs(toast))
  const { id } = toast
  useEffect(() => {
    const { current } = leftMs
    if (held || current === undefined) return undefined
    const since = performance.now()
    const timer = setTimeout(() => dismiss(id), current)
    return () => {
      clearTimeout(timer)
      leftMs.current = Math.max(0, current - (performance.now() - since))
    }
  }, [held, id])
  const leave = (): void => {
    onLeave(card.current)
    dismiss(id)
  }
  return (
    // A key of its buttons, heard here once for all of them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={card}
      className="toast"
      data-kind={toast.kind}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        leave()
      }}
    >
      <div>
        {toast.text}
        {toast.failures.length > 0 && <Failures failures={toast.failures} />}
      </div>
      {toast.action !== undefined && (
        <button type="button" className="link" onClick={toast.action.run}>
          {toast.action.label}
        </button>
      )}
      <button type="button" className="dismiss" aria-label={text('outcome.dismiss')} onClick={leave}>
        ×
      </button>
    </div>
  )
}

/** By position: two of them may say the same. */
function Failures({ failures }: { readonly failures: readonly string[] }) {
  const text = useText()
  return (
    <div className="failures" role="region" aria-label={text('outcome.failures')} tabIndex={0}>
      <ul>
        {failures.map((failure, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a list that never changes
          <li key={index}>{failure}</li>
        ))}
      </ul>
    </div>
  )
}
