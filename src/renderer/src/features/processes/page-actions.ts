import { createStore } from 'zustand/vanilla'
import type { Share } from './share/use-share.ts'

/** What the open page of processes can be told to do from elsewhere: by the command palette. */
export interface PageActions {
  readonly find: () => void
  readonly signal: (signal: string) => void
  readonly copy: Share['copy']
}

export const pageActions = createStore<{ readonly actions: PageActions | undefined }>(() => ({ actions: undefined }))
