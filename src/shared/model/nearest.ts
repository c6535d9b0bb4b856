/** So many slips at most are taken for slips: more of them make another word. */
const mostSlips = 2
/** A shorter beginning is the beginning of too much. */
const shortestPrefix = 2

/**
 * @param text what a person typed
 * @param candidates what they may have meant
 * @returns the one that it is most like, and rather one that it begins than one with a slip in it; undefined when none is
 * near enough to be a guess
 */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates.flatMap((candidate) => {
    const far = slipsBetween(text, candidate)
    return far === undefined ? [] : { candidate, far, rank: begins(text, candidate) ? 0 : 1 }
  })
  return ranked.toSorted((a, b) => a.rank - b.rank || a.far - b.far)[0]?.candidate
}

/**
 * @param text what a person typed
 * @param ids what there is, each of words with hyphens between
 * @returns at most three that are near, by the whole or by a word of it, best first
 */
export function mostAlike(text: string, ids: readonly string[]): readonly string[] {
  const ranked = ids.flatMap((id) => {
    const words = id.split('-')
    const near = [id, words.slice(1).join('-'), ...words].flatMap((each) => {
      const slips = slipsBetween(text, each)
      return slips === undefined ? [] : slips / Math.max(1, each.length)
    })
    return near.length === 0 ? [] : { id, far: Math.min(...near) }
  })
  return ranked
    .toSorted((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ id }) => id)
}

/** @returns how many slips lie between them; undefined where they are neither near nor one the beginning of the other */
function slipsBetween(text: string, candidate: string): number | undefined {
  const [wanted, word] = [text.toLowerCase(), candidate.toLowerCase()]
  const slips = editDistance(wanted, word)
  const isNear = slips <= mostSlips && slips * 3 <= Math.max(wanted.length, word.length)
  return isNear || begins(text, candidate) ? slips : undefined
}

function begins(text: string, candidate: string): boolean {
  return text.length >= shortestPrefix && candidate.toLowerCase().startsWith(text.toLowerCase())
}

/** @returns how many insertions, deletions, replacements and swaps of neighbouring characters lead from a to b */
export function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwap ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY
      row.push(Math.min(replaced, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
