/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a live region that holds blocks */
/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */
import { useStore } from 'zustand'
import { useText } from '../../i18n/use-text.ts'
import { dismiss, toasts } from './toasts.ts'

/** Results of actions, spoken too. */
export function ToastList() {
  const text = useText()
  const list = useStore(toasts, (state) => state.list)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {list.map((toast) => (
        <div key={toast.id} className="toast" data-kind={toast.kind}>
          <div>
            {toast.text}
            {toast.failures.length > 0 && <Failures failures={toast.failures} />}
          </div>
          {toast.action !== undefined && (
            <button type="button" className="link" onClick={toast.action.run}>
              {toast.action.label}
            </button>
          )}
          <button type="button" aria-label={text('outcome.dismiss')} onClick={() => dismiss(toast.id)}>
            ×
          </button>
        </div>
      ))}
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
