/** A value that held from `t` on (microseconds of the run) until the next entry. */
export interface Since<V> {
  readonly t: number
  readonly value: V
}

/** @returns the index of the last entry at or before `t`; -1 when there is none */
export function indexAt(entries: readonly { readonly t: number }[], t: number): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.t ?? 0) <= t) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** @returns the value that held at `t`; undefined before the first */
export function valueAt<V>(entries: readonly Since<V>[], t: number): V | undefined {
  return entries[indexAt(entries, t)]?.value
}

/** Adds a value; events of different processes may arrive a little out of order, history never runs backwards. */
export function append<V>(entries: Since<V>[], t: number, value: V): void {
  const last = entries.at(-1)?.t ?? 0
  entries.push({ t: Math.max(t, last), value })
}
