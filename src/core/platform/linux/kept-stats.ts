import { readFileSync } from 'node:fs'
import { parseProcStat, type ProcStat } from '../../../shared/model/proc-stat.ts'
import { shortageOf } from '../../../shared/model/shortage.ts'
import type { ProcFiles } from './proc-files.ts'

const buffer = Buffer.allocUnsafe(4096)

/** Reads `stat` files and keeps them open from sample to sample: an open one is read in half the time. */
export interface KeptStats {
  /**
   * A kept descriptor pins its process: it answers ESRCH once that is gone, also when the pid is in use again.
   * @returns what holds the pid now, the same object as before when the file says the same; undefined when nothing does
   *   or it is hidden
   * @throws when there is no descriptor to be had, not even after all kept ones were given back
   */
  read(pid: number): ProcStat | undefined
  /** @returns what the action does; tried again without kept descriptors when it needs one and there is none */
  withRoom<T>(action: () => T): T
  forget(pid: number): void
  /** Gives back all descriptors; the next read opens them again. */
  release(): void
}

interface Kept {
  readonly descriptor: number
  text: string
  stat: ProcStat
}

/** @param bound how many descriptors may be kept; the rest is opened, read and closed */
export function createKeptStats(root: string, files: ProcFiles, bound = descriptorBound()): KeptStats {
  const kept = new Map<number, Kept>()
  let room = bound

  const release = (): void => {
    for (const { descriptor } of kept.values()) files.close(descriptor)
    kept.clear()
    room = bound
  }

  const forget = (pid: number): void => {
    const one = kept.get(pid)
    if (one === undefined) return
    kept.delete(pid)
    files.close(one.descriptor)
  }

  const withRoom = <T>(action: () => T): T => {
    try {
      return action()
    } catch (error) {
      if (shortageOf(error) === undefined) throw error
    }
    // Others in this program, or on this machine, need descriptors more than speed does.
    const half = Math.floor(kept.size / 2)
    release()
    room = half
    try {
      return action()
    } catch (error) {
      const code = shortageOf(error)
      if (code === undefined) throw error
      const what = code === 'ENOMEM' ? 'there is no memory' : 'too many files are open'
      throw new Error(`${root} cannot be read: ${what} (${code})`, { cause: error })
    }
  }

  const textOf = (descriptor: number): string => buffer.toString('latin1', 0, files.read(descriptor, buffer, 0))

  const open = (pid: number): ProcStat | undefined => {
    const descriptor = withRoom(() => files.open(`${root}/${pid}/stat`))
    try {
      const text = textOf(descriptor)
      const stat = parseProcStat(text)
      if (stat !== undefined && kept.size < room) kept.set(pid, { descriptor, text, stat })
      return stat
    } finally {
      if (kept.get(pid)?.descriptor !== descriptor) files.close(descriptor)
    }
  }

  const readKept = (pid: number, one: Kept): ProcStat | undefined => {
    try {
      const text = textOf(one.descriptor)
      // Most processes sleep.
      if (text === one.text) return one.stat
      const stat = parseProcStat(text)
      if (stat !== undefined) Object.assign(one, { text, stat })
      return stat
    } catch (error) {
      if (shortageOf(error) !== undefined) throw error
      forget(pid)
      return undefined
    }
  }

  return {
    read(pid) {
      const one = kept.get(pid)
      try {
        const stat = one && readKept(pid, one)
        if (stat !== undefined) return stat
        forget(pid)
        return open(pid)
      } catch (error) {
        // ENOENT, ESRCH: it ended between the listing and now. EACCES, EPERM: it is hidden.
        if (error instanceof Error && 'code' in error && shortageOf(error) === undefined) return undefined
        throw error
      }
    },
    withRoom,
    forget,
    release,
  }
}

/** The kernel keeps 4.3 KB with each: a small part of what the process itself takes. */
const mostKept = 16_000

/** Half of what this process may open, so that sockets, files and children always find room. */
function descriptorBound(): number {
  try {
    const limit = /Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1]
    // "unlimited" has no number.
    return limit === undefined ? mostKept : Math.min(mostKept, Math.floor(Number(limit) / 2))
  } catch {
    return 500
  }
}
