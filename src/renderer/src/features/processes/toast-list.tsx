/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a live region that holds blocks */
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
          <span>{toast.text}</span>
          <button type="button" aria-label={text('outcome.dismiss')} onClick={() => dismiss(toast.id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  )
}
