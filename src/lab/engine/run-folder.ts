import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TemporaryFolderError } from './errors.ts'

const begin = 'forkscope-run-'
/** Longer paths of a socket the system cuts: it has room for 104 (macOS) or 108 bytes (Linux), one of them for the end. */
const longestBytes = 100
/** What stands behind the beginning: six characters of mkdtemp(3), and the longest name of a socket in it. */
const behindBytes = 'XXXXXX/compiler.sock'.length

/**
 * Makes the folder of a run, which only this user can enter.
 * @param place where; whatever its length, sockets in it can be reached: on Unix a long one is left for a short one
 * @returns its path
 * @throws TemporaryFolderError in a sentence
 */
export function makeRunFolder(place = tmpdir()): string {
  const isLong = Buffer.byteLength(join(place, begin)) + behindBytes > longestBytes
  const chosen = isLong && process.platform !== 'win32' ? '/tmp' : place
  try {
    return mkdtempSync(join(chosen, begin))
  } catch (cause) {
    const what = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new TemporaryFolderError(
      `Nothing can be kept in the temporary folder "${chosen}" (${what}); make it, or set TMPDIR to one that can be written to.`,
      { cause },
    )
  }
}
