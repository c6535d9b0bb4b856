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

/** @returns how long both were going on at the same moment. Milliseconds. */
export function bothMs(one: readonly Stretch[], other: readonly Stretch[]): number {
  return coveredMs(one) + coveredMs(other) - coveredMs([...one, ...other])
}

/**
 * Who reads the clock in a tight loop and finds that more time than this has passed was not on its CPU. Shorter turns of
 * somebody else go unnoticed, and then both seem to compute at once: on a busy machine they add up.
 */
const gapMs = 0.05

/**
 * Computes, and watches the clock meanwhile.
 * @param until milliseconds of {@link clockMs}
 * @param least goes on until it had this much of a CPU, but not beyond a time: on a busy machine it gets little
 * @returns when this process really was on a CPU
 */
export function computeUntil(until: number, least = { cpuMs: 0, until: 0 }): readonly Stretch[] {
  const stretches: Stretch[] = []
  let had = 0
  let last = clockMs()
  let from = last
  while (last < until || (had + last - from < least.cpuMs && last < least.until)) {
    const now = clockMs()
    if (now - last > gapMs) {
      stretches.push([from, last])
      had += last - from
      from = now
    }
    last = now
  }
  stretches.push([from, last])
  return stretches
}

/** @returns by how many were going on at once: for how long. Milliseconds; index 0 is always 0. */
export function atOnceMs(lists: readonly (readonly Stretch[])[]): readonly number[] {
  const edges = lists.flat().flatMap(([from, to]) => [
    { at: from, step: 1 },
    { at: to, step: -1 },
  ])
  const times = Array.from({ length: lists.length + 1 }, () => 0)
  let [going, since] = [0, 0]
  for (const { at, step } of edges.toSorted((a, b) => a.at - b.at)) {
    if (going > 0) times[going] = (times[going] ?? 0) + at - since
    going += step
    since = at
  }
  return times
}
