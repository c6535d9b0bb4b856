/** How far back the machine's charts go. */
export const machineSpanMs = 10 * 60_000

/**
 * @param kept oldest first @param more newer ones
 * @returns both together, without what is older than the span before the newest. A clock that was set back takes away
 *   what it makes future: times only grow.
 */
export function appendRecent<Timed extends { readonly at: number }>(
  kept: readonly Timed[],
  more: readonly Timed[],
  spanMs: number,
): readonly Timed[] {
  const first = more[0]
  const newest = more.at(-1)
  if (first === undefined || newest === undefined) return kept
  return [...kept.filter(({ at }) => at < first.at && at >= newest.at - spanMs), ...more]
}
