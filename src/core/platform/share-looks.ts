/**
 * Many ask at once what one costly look answers. Whoever asks while a look is under way waits for the next one, which
 * all of them share: an answer is never older than its question.
 */
export function shareLooks<Seen>(look: () => Promise<Seen>): () => Promise<Seen> {
  let current: Promise<Seen> | undefined
  let next: Promise<Seen> | undefined
  const begin = (): Promise<Seen> => {
    const mine = look().finally(() => {
      if (current === mine) current = undefined
    })
    current = mine
    return mine
  }
  return () => {
    if (current === undefined) return begin()
    const again = (): Promise<Seen> => {
      next = undefined
      return begin()
    }
    next ??= current.then(again, again)
    return next
  }
}
