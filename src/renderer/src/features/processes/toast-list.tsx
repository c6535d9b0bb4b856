/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a live region that holds blocks */
import { useRef } from 'react'
import { useStore } from 'zustand'
import { ToastCard } from './toast-card.tsx'
import { mostToasts, toasts } from './toasts.ts'
import { useToastFocus } from './use-toast-focus.ts'
import { useToastHold } from './use-toast-hold.ts'

/** Results of actions, spoken too: the newest on top. */
export function ToastList() {
  const list = useStore(toasts, (state) => state.list)
  const region = useRef<HTMLDivElement>(null)
  const { held, listeners } = useToastHold(region, list)
  const leave = useToastFocus(region)
  return (
    <div ref={region} className="toasts" role="status" aria-live="polite" {...listeners}>
      {list
        .slice(-mostToasts)
        .toReversed()
        .map((toast) => (
          <ToastCard key={toast.id} toast={toast} held={held} onLeave={leave} />
        ))}
    </div>
  )
}
