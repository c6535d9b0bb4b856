/**
 * @param text what a person typed
 * @param candidates what they may have meant
 * @returns the candidate with the smallest edit distance; undefined when none is near enough to be a guess
 */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const wanted = text.toLowerCase()
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best !== undefined && bestDistance < Math.max(wanted.length, best.length) ? best : undefined
}

/**
 * @param text what a person typed
 * @param ids what there is, each of words with hyphens between
 * @returns the three that are most alike, by the whole or by a word of it, best first: however far they are
 */
export function mostAlike(text: string, ids: readonly string[]): readonly string[] {
  const wanted = text.toLowerCase()
  const distance = (id: string): number => {
    const words = id.split('-')
    const wholes = [id, words.slice(1).join('-')]
    return Math.min(...[...wholes, ...words].map((each) => editDistance(wanted, each) / Math.max(1, each.length)))
  }
  return ids
    .map((id) => ({ id, far: distance(id) }))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ id }) => id)
}

/** @returns how many single-character insertions, deletions and replacements lead from a to b */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
