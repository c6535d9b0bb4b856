import { createStore } from 'zustand/vanilla'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly kind: 'good' | 'bad'
}

const shownMs = 8000
let made = 0

export const toasts = createStore<{ readonly list: readonly Toast[] }>(() => ({ list: [] }))

/** Takes a toast away. */
export function dismiss(id: number): void {
  toasts.setState(({ list }) => ({ list: list.filter((each) => each.id !== id) }))
}

/** Tells a person what came of an action. */
export function say(text: string, kind: Toast['kind']): void {
  made += 1
  const id = made
  toasts.setState(({ list }) => ({ list: [...list.slice(-4), { id, text, kind }] }))
  setTimeout(() => dismiss(id), shownMs)
}
