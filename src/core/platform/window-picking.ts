import type { FindWindow } from '../../shared/contract/app.ts'

/** What a person's click on a window told. `unknown`: the window names no process of this machine. */
export type PickedWindow =
  | { readonly kind: 'picked'; readonly pid: number }
  | { readonly kind: 'unknown' | 'cancelled' }
  | { readonly kind: 'failed'; readonly cause: string }

/** How an operating system lets a person choose a window with the pointer, or why it cannot. */
export type WindowPicking =
  | { readonly lack: Exclude<FindWindow, 'yes'> }
  | {
      readonly lack?: undefined
      /** Waits for the click. @param stop ends the waiting */
      readonly pick: (stop: AbortSignal) => Promise<PickedWindow>
    }
