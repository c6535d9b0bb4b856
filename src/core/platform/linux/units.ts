import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { shortageOf } from '../../../shared/model/shortage.ts'

/** USER_HZ, in which procfs counts, is 100 on every architecture that Node supports. */
export const tickMs = 10

let knownPageBytes: number | undefined

/** @returns the size of a memory page in bytes: 4096, but 16 or 64 KiB on some ARM systems */
export function pageBytes(): number {
  knownPageBytes ??= askPageBytes()
  return knownPageBytes
}

function askPageBytes(): number {
  if (process.arch === 'x64' || process.arch === 'ia32') return 4096
  try {
    return Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' })) || 4096
  } catch {
    return 4096
  }
}

/**
 * @returns when the machine was booted, in epoch milliseconds: start stamps count from there
 * @throws when there is no descriptor to read it with
 */
export function bootedAtMs(root = '/proc'): number {
  try {
    const seconds = /^btime (\d+)/m.exec(readFileSync(`${root}/stat`, 'latin1'))?.[1]
    if (seconds !== undefined) return Number(seconds) * 1000
  } catch (error) {
    if (shortageOf(error) !== undefined) throw error
    // A folder without `stat`: fall through to the uptime clock.
  }
  return Date.now() - uptime() * 1000
}
