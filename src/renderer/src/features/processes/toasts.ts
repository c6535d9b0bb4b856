import { createStore } from 'zustand/vanilla'

export interface Toast {
  readonly id: number
  readonly text: string
  /** `bad`: something went wrong, be it in part. */
  readonly kind: 'good' | 'bad'
  /** One sentence for each that failed, or was done in part. */
  readonly failures: readonly string[]
  /** What may be done about it; the toast stays until it is settled. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** So many are shown at once; one that stays and is pushed out of sight waits below. */
export const mostToasts = 3

/** A short one; each character of a longer one takes its time to be read. */
const [leastShownMs, msPerCharacter] = [8000, 100]
let made = 0

/** The newest is the last. */
export const toasts = createStore<{ readonly list: readonly Toast[] }>(() => ({ list: [] }))

/** Takes a toast away. */
export function dismiss(id: number): void {
  toasts.setState(({ list }) => ({ list: list.filter((each) => each.id !== id) }))
}

/** Tells a person what came of an action. What went wrong, be it in part, stays until it is taken away. */
export function say(text: string, kind: Toast['kind'], failures: readonly string[] = []): void {
  add({ text, kind, failures })
}

/**
 * Tells a person what goes on, with what may be done about it.
 * @returns takes it away
 */
export function offer(text: string, action: NonNullable<Toast['action']>): () => void {
  const id = add({ text, kind: 'good', failures: [], action })
  return () => dismiss(id)
}

/** @returns how long a toast is shown to somebody who looks; undefined for one that stays until it is taken away */
export function shownMs({ text, kind, action }: Toast): number | undefined {
  if (kind === 'bad' || action !== undefined) return undefined
  return Math.max(leastShownMs, text.length * msPerCharacter)
}

function add(toast: Omit<Toast, 'id'>): number {
  made += 1
  const id = made
  toasts.setState(({ list }) => {
    const shown = new Set(list.slice(1 - mostToasts))
    // Good news that is out of sight is old news; trouble, and what may still be stopped, comes back into sight.
    return { list: [...list.filter((each) => shown.has(each) || shownMs(each) === undefined), { ...toast, id }] }
  })
  return id
}
