import { stateOfLetter } from '../../../shared/model/proc-stat.ts'
import type { Inspection, RawProcess } from '../source.ts'

/** What ps-list lacks, from one `ps -axo`. */
export interface PsFacts extends Inspection {
  readonly processGroup: number
  readonly user: string
  readonly terminal?: string
  readonly nice?: number
  readonly cpuTimeMs: number
}

/**
 * The columns that `parsePs` expects, in its order; the name is last, for it may hold spaces. Without `sess`: macOS
 * prints an address of the kernel there, or 0, and never the leader's pid.
 */
export const psColumns = 'pid=,ppid=,pgid=,user=,state=,tty=,nice=,rss=,time=,lstart=,comm='

const line =
  /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S)\S*\s+(\S+)\s+(-?\d+|-)\s+(\d+)\s+([\d:.-]+)\s+(\w{3}\s+\w{3}\s+\d+\s+[\d:]+\s+\d{4})\s+(.*)$/

/** Where macOS means something else: U cannot be interrupted, I has slept for more than 20 seconds. */
const letters = new Map([
  ['U', 'D'],
  ['I', 'S'],
])

/** @returns a fact sheet per process; lines that are not one (a name with a newline) are passed over */
export function parsePs(text: string): readonly PsFacts[] {
  return text.split('\n').flatMap((each) => {
    const found = line.exec(each)
    if (found === null) return []
    const [, pid, ppid, group, user, state, tty, nice, rss, time, started, name] = found
    const startedAt = new Date(started ?? '').getTime()
    if (Number.isNaN(startedAt)) return []
    return {
      pid: Number(pid),
      startKey: String(Math.floor(startedAt / 1000)),
      ppid: Number(ppid),
      processGroup: Number(group),
      user: user ?? '',
      state: stateOfLetter(letters.get(state ?? '') ?? state ?? ''),
      ...(tty !== '??' && tty !== '?' && tty !== '-' && { terminal: tty }),
      ...(nice !== '-' && { nice: Number(nice) }),
      rssBytes: Number(rss) * 1024,
      cpuTimeMs: durationMs(time ?? ''),
      name: (name ?? '').split('/').at(-1) ?? '',
    }
  })
}

/** @returns ps-list's rows with what `ps -axo` adds; a row whose pid another process has by now stays as it was */
export function completeRows(rows: readonly RawProcess[], facts: readonly PsFacts[]): readonly RawProcess[] {
  const byPid = new Map(facts.map((each) => [each.pid, each]))
  return rows.map((row) => {
    const found = byPid.get(row.pid)
    if (found?.startKey !== row.startKey) return row
    const { name: _, ...more } = found
    // A zombie has no memory: the 0 that is printed says nothing.
    return { ...row, ...more, cpuPercent: undefined, ...(more.state === 'zombie' && { rssBytes: undefined }) }
  })
}

/** @param text `[[dd-]hh:]mm:ss[.cc]` @returns milliseconds */
export function durationMs(text: string): number {
  const [days, clock] = text.includes('-') ? text.split('-') : ['0', text]
  const parts = (clock ?? '').split(':').map(Number)
  const seconds = parts.reduce((sum, part) => sum * 60 + part, 0)
  return Math.round((Number(days) * 86_400 + seconds) * 1000)
}
