import { createStore } from 'zustand/vanilla'
import type { Question } from './signal-target.ts'
import type { Share } from './share/use-share.ts'

/** What the open page of processes can be told to do from elsewhere: by the command palette. */
export interface PageActions {
  readonly find: () => void
  readonly signal: (signal: string, tree?: boolean) => void
  readonly ask: (kind: Question['kind']) => void
  readonly name: (signal: string, name: string) => void
  readonly copy: Share['copy']
  readonly save: Share['save']
  /** Whether the table shows the row of that key. */
  readonly shows: (key: string) => boolean
  /** Whether filter and chip let the row through. */
  readonly matches: (key: string) => boolean
}

export const pageActions = createStore<{ readonly actions: PageActions | undefined }>(() => ({ actions: undefined }))

/** Does something on the page of processes: at once, or as soon as it is shown. */
export function whenShown(act: (actions: PageActions) => void): void {
  const { actions } = pageActions.getState()
  if (actions !== undefined) return act(actions)
  const stop = pageActions.subscribe((state) => {
    if (state.actions === undefined) return
    stop()
    act(state.actions)
  })
}
