import type { Readable } from 'node:stream'
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises'

const limitMs = 1000
/** A read may be under way in the first turn of the loop; what the second does not find is not there. */
const quietTurns = 2

/**
 * Resolves when all that a process wrote before its end was read. Its pipes need not have ended by then: what it left
 * in the background may hold them open, and go on to write.
 * @param pipes of the process that has ended, being read
 * @param left resolves when all was received that it told in another way
 */
export async function lastWords(pipes: readonly Readable[], left: Promise<void>): Promise<void> {
  let pieces = 0
  const count = (): void => void (pieces += 1)
  for (const pipe of pipes) pipe.on('data', count)
  const until = performance.now() + limitMs
  for (let quiet = 0; quiet < quietTurns && performance.now() < until && pipes.some((pipe) => !pipe.readableEnded);) {
    const before = pieces
    await turn()
    quiet = pieces === before ? quiet + 1 : 0
  }
  for (const pipe of pipes) pipe.off('data', count)
  await Promise.race([left, delay(limitMs)])
}
