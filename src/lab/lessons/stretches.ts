/** From when to when, in milliseconds of {@link clockMs}. */
export type Stretch = readonly [from: number, to: number]

/** A clock that all processes of the machine share (CLOCK_MONOTONIC). Milliseconds. */
export function clockMs(): number {
  return Number(process.hrtime.bigint()) / 1_000_000
}

/** @returns how long at least one of the stretches lasted, each moment counted once. Milliseconds. */
export function coveredMs(stretches: readonly Stretch[]): number {
  let covered = 0
  let until = -Infinity
  for (const [from, to] of stretches.toSorted((a, b) => a[0] - b[0])) {
    covered += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return covered
}
