import { createStore } from 'zustand/vanilla'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly kind: 'good' | 'bad'
  /** One sentence for each that failed. */
  readonly failures: readonly string[]
  /** What may be done about it; the toast stays until it is settled. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

const shownMs = 8000
let made = 0

export const toasts = createStore<{ readonly list: readonly Toast[] }>(() => ({ list: [] }))

/** Takes a toast away. */
export function dismiss(id: number): void {
  toasts.setState(({ list }) => ({ list: list.filter((each) => each.id !== id) }))
}

/** Tells a person what came of an action. What lists failures stays until it is taken away: lists take time to read. */
export function say(text: string, kind: Toast['kind'], failures: readonly string[] = []): void {
  const id = add({ text, kind, failures })
  if (failures.length === 0) setTimeout(() => dismiss(id), shownMs)
}

/**
 * Tells a person what goes on, with what may be done about it.
 * @returns takes it away
 */
export function offer(text: string, action: NonNullable<Toast['action']>): () => void {
  const id = add({ text, kind: 'good', failures: [], action })
  return () => dismiss(id)
}

function add(toast: Omit<Toast, 'id'>): number {
  made += 1
  const id = made
  toasts.setState(({ list }) => {
    const latest = new Set(list.slice(-4))
    // What may still be stopped is not pushed away.
    return { list: [...list.filter((each) => latest.has(each) || each.action !== undefined), { ...toast, id }] }
  })
  return id
}
