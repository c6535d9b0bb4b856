import type { Readable } from 'node:stream'
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises'

const limitMs = 1000
/** More than any pipe holds: what comes after so many bytes was written by others. */
const limitBytes = 2 ** 20
/** A read may be under way in the first turn of the loop; what the second does not find is not there. */
const quietTurns = 2

/**
 * Resolves when all that a process wrote before its end was read. Its pipes need not have ended by then: what it left
 * in the background may hold them open, and go on to write.
 * @param pipes of the process that has ended, being read
 * @param left resolves when all was received that it told in another way
 * @param caughtUp resolves when they are read again, which they are not while whoever hears of it is behind
 */
export async function lastWords(
  pipes: readonly Readable[],
  left: Promise<void>,
  caughtUp: () => Promise<void>,
): Promise<void> {
  let bytes = 0
  const count = (text: string): void => void (bytes += text.length)
  for (const pipe of pipes) pipe.on('data', count)
  let spentMs = 0
  for (let quiet = 0; quiet < quietTurns && pipes.some((pipe) => !pipe.readableEnded);) {
    const before = bytes
    await caughtUp()
    const since = performance.now()
    await turn()
    quiet = bytes === before ? quiet + 1 : 0
    spentMs += performance.now() - since
    if (bytes > limitBytes || (quiet === 0 && spentMs > limitMs)) break
  }
  for (const pipe of pipes) pipe.off('data', count)
  await Promise.race([left, delay(limitMs)])
}
