import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import type { ProcessIdentity } from '../../shared/contract/process.ts'
import { parseProcStat } from '../../shared/model/proc-stat.ts'

/** @returns the start stamp in the form of the process table; undefined when there is no such process */
export function startKeyOf(pid: number): string | undefined {
  if (process.platform === 'linux') return liveStat(pid)?.startTicks
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    const startedAt = new Date(text.trim()).getTime()
    return Number.isNaN(startedAt) ? undefined : String(Math.floor(startedAt / 1000))
  } catch {
    return undefined
  }
}

/** @returns whether that very process still runs; a zombie has ended */
export function isRunning({ pid, startKey }: ProcessIdentity): boolean {
  if (process.platform !== 'linux') return startKeyOf(pid) === startKey
  const stat = liveStat(pid)
  return stat?.startTicks === startKey && stat.state !== 'zombie' && stat.state !== 'dead'
}

/** Sends to that very process. @returns whether it was there to receive it */
export function signalIdentity({ pid, startKey }: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (startKeyOf(pid) !== startKey) return false
  try {
    return process.kill(pid, signal)
  } catch {
    // Ended between the look and the signal.
    return false
  }
}

/**
 * Processes that carry the run's marker in their environment: also those nobody reported, as grandchildren.
 * Only Linux lets the environment of others be read so.
 */
export function markedProcesses(run: string): readonly ProcessIdentity[] {
  if (process.platform !== 'linux') return []
  const marker = `FORKSCOPE_RUN=${run}`
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === process.pid) return []
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(marker)) return []
    } catch {
      return []
    }
    const startKey = startKeyOf(pid)
    return startKey === undefined ? [] : { pid, startKey }
  })
}

function liveStat(pid: number) {
  try {
    return parseProcStat(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return undefined
  }
}
