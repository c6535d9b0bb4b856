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
  return makePrivateFolder(chosen, begin)
}

/**
 * Makes a folder that only this user can enter.
 * @param place where @param start of its name
 * @returns its path
 * @throws TemporaryFolderError in a sentence
 */
export function makePrivateFolder(place: string, start: string): string {
  try {
    return mkdtempSync(join(place, start))
  } catch (cause) {
    throw new TemporaryFolderError(place, cause)
  }
}
