import type { Readable } from 'node:stream'
import { caughtUp, isAhead } from './tell-engine.ts'

/** What is read at once of a pipe: of the shortest lines, no more than a few thousand. */
const pieceLength = 8192

/**
 * Reads a pipe no faster than the engine takes what is told of it: who writes it waits meanwhile, as at a terminal.
 * @param pipe of text
 * @param take is given each piece, and tells the engine of it
 */
export function readNoFaster(pipe: Readable, take: (text: string) => void): void {
  let waiting = false
  const read = (): void => {
    if (waiting) return
    while (!isAhead()) {
      const piece: unknown = pipe.read(Math.min(pieceLength, pipe.readableLength))
      if (typeof piece !== 'string') return
      take(piece)
    }
    waiting = true
    void caughtUp().then(() => {
      waiting = false
      read()
    })
  }
  pipe.on('readable', read)
}

/** The same for a connection that somebody else reads, and was the first to listen to: it is paused. */
export function hearNoFaster(said: Readable): void {
  said.on('data', () => {
    if (!isAhead()) return
    said.pause()
    void caughtUp().then(() => said.resume())
  })
}
