import { closeSync, readSync } from 'node:fs'

/** The child reads its order from this descriptor. */
export const orderDescriptor = 3

/**
 * Reads what the parent sent, to its end. Not `readFileSync`: its fstat(2) of a socket stays behind in a buffer that
 * Node 20's `realpathSync` looks into, and then symbolic links in module paths are no longer followed.
 */
export function readOrder(): Buffer {
  const pieces: Buffer[] = []
  for (;;) {
    const piece = Buffer.allocUnsafe(65_536)
    const length = readSync(orderDescriptor, piece)
    if (length === 0) break
    pieces.push(piece.subarray(0, length))
  }
  closeSync(orderDescriptor)
  return Buffer.concat(pieces)
}
