import { useState } from 'react'

export interface HeldOrder {
  /** The places of the rows when the pointer came to rest on the table. */
  readonly held: ReadonlyMap<string, number> | undefined
  readonly release: () => void
  /** @param rows as they stand now */
  readonly hold: (rows: readonly { readonly key: string }[]) => void
}

/** While the pointer rests on the table its order stays, until it leaves or sorts. */
export function useHeldOrder(): HeldOrder {
  const [held, setHeld] = useState<ReadonlyMap<string, number>>()
  return {
    held,
    release: () => setHeld(undefined),
    hold: (rows) => setHeld((before) => before ?? new Map(rows.map(({ key }, index) => [key, index]))),
  }
}
