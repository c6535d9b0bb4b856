import { stateOfLetter } from '../../../shared/model/proc-stat.ts'
import type { Inspection } from '../source.ts'

/** What ps-list lacks, from one `ps -axo`. */
export interface PsFacts extends Inspection {
  readonly processGroup: number
  readonly session: number
  readonly terminal?: string
  readonly nice: number
  readonly cpuTimeMs: number
}

/** The columns that `parsePs` expects, in its order; the name is last, for it may hold spaces. */
export const psColumns = 'pid=,ppid=,pgid=,sess=,state=,tty=,nice=,rss=,time=,lstart=,comm='

const line =
  /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S)\S*\s+(\S+)\s+(-?\d+)\s+(\d+)\s+([\d:.-]+)\s+(\w{3}\s+\w{3}\s+\d+\s+[\d:]+\s+\d{4})\s+(.*)$/

/** @returns a fact sheet per process; lines that are not one (a name with a newline) are passed over */
export function parsePs(text: string): readonly PsFacts[] {
  return text.split('\n').flatMap((each) => {
    const found = line.exec(each)
    if (found === null) return []
    const [, pid, ppid, group, session, state, tty, nice, rss, time, started, name] = found
    const startedAt = new Date(started ?? '').getTime()
    if (Number.isNaN(startedAt)) return []
    return {
      pid: Number(pid),
      startKey: String(Math.floor(startedAt / 1000)),
      ppid: Number(ppid),
      processGroup: Number(group),
      // macOS prints an address; only equality means something, and 0 says nothing.
      session: Number.parseInt(session ?? '0', 16) || 0,
      state: stateOfLetter(state === 'U' ? 'D' : (state ?? '')),
      ...(tty !== '??' && tty !== '?' && tty !== '-' && { terminal: tty }),
      nice: Number(nice),
      rssBytes: Number(rss) * 1024,
      cpuTimeMs: durationMs(time ?? ''),
      name: (name ?? '').split('/').at(-1) ?? '',
    }
  })
}

/** @param text `[[dd-]hh:]mm:ss[.cc]` @returns milliseconds */
export function durationMs(text: string): number {
  const [days, clock] = text.includes('-') ? text.split('-') : ['0', text]
  const parts = (clock ?? '').split(':').map(Number)
  const seconds = parts.reduce((sum, part) => sum * 60 + part, 0)
  return Math.round((Number(days) * 86_400 + seconds) * 1000)
}
