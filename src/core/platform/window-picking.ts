/** What a person's click on a window told. `unknown`: the window names no process of this machine. */
export type PickedWindow =
  | { readonly kind: 'picked'; readonly pid: number }
  | { readonly kind: 'unknown' | 'cancelled' }
  | { readonly kind: 'failed'; readonly cause: string }

/** How an operating system lets a person choose a window with the pointer. */
export interface WindowPicking {
  /** Sentences for people: why they cannot. */
  readonly degraded: readonly string[]
  /** Waits for the click. Absent where there is no way. @param stop ends the waiting */
  readonly pick?: (stop: AbortSignal) => Promise<PickedWindow>
}
