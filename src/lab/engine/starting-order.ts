/**
 * @param solution things in the order that is asked for
 * @returns them in the order in which they are offered: always the same one, and never the solution
 */
export function startingOrder<T>(solution: readonly T[]): readonly T[] {
  return [...solution.filter((_, index) => index % 2 === 1), ...solution.filter((_, index) => index % 2 === 0)]
}
