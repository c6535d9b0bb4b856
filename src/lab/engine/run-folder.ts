import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { TemporaryFolderError } from './errors.ts'

const begin = 'forkscope-run-'
/** Longer paths of a socket the system cuts: it has room for 104 (macOS) or 108 bytes (Linux), one of them for the end. */
const longestBytes = 100
/** What stands behind the beginning: the run, and the longest name of a socket in it. */
const behindBytes = '12345678/compiler.sock'.length

/**
 * @param run its id
 * @param place where; whatever its length, sockets in it can be reached: on Unix a long one is left for a short one
 * @returns the path of the run's folder, which is not there yet
 */
export function runFolderOf(run: string, place = tmpdir()): string {
  const isLong = Buffer.byteLength(join(place, begin)) + behindBytes > longestBytes
  return join(isLong && process.platform !== 'win32' ? '/tmp' : place, begin + run)
}

/**
 * Makes the folder of a run, which only this user can enter, once its supervisor knows of it: whoever else is killed, the
 * supervisor removes it.
 * @throws TemporaryFolderError in a sentence; the supervisor is ended then
 */
export function makeRunFolder(folder: string, supervisor: ChildProcess): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (cause) {
    // Nor is anybody left to hear that it could not be started.
    supervisor.once('error', () => {})
    supervisor.kill('SIGKILL')
    throw new TemporaryFolderError(dirname(folder), cause)
  }
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
