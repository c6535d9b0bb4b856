import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import type { ProcessIdentity } from '../../shared/contract/process.ts'
import { hasEnded, parseProcStat } from '../../shared/model/proc-stat.ts'
import { attempt } from '../../shared/model/shortage.ts'

/** @returns the start stamp in the form of the process table; undefined when no such process is to be seen */
export function startKeyOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return psLine(pid)?.startKey
  try {
    return liveStat(pid)?.startTicks
  } catch {
    return undefined
  }
}

/** @returns whether that very process still runs; a zombie has ended */
function isRunning({ pid, startKey }: ProcessIdentity): boolean {
  if (process.platform !== 'linux') {
    const line = psLine(pid)
    return line?.startKey === startKey && !line.ended
  }
  const stat = liveStat(pid)
  return stat?.startTicks === startKey && !hasEnded(stat)
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
function markedProcesses(run: string): readonly ProcessIdentity[] {
  if (process.platform !== 'linux') return []
  const marker = `FORKSCOPE_RUN=${run}`
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === process.pid) return []
    const variables = attempt(() => readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0'))
    const startKey = variables?.includes(marker) === true ? liveStat(pid)?.startTicks : undefined
    return startKey === undefined ? [] : { pid, startKey }
  })
}

/**
 * @param known identities of the run that were reported
 * @returns every other process of the run that runs: also, on Linux, those that carry its marker, and all below any of them,
 *   whatever their environment
 * @throws when this program's or the machine's limits forbid to look: that tells of no process that it has ended
 */
export function livingProcesses(run: string, known: Iterable<ProcessIdentity>): readonly ProcessIdentity[] {
  const others = [...known, ...markedProcesses(run)].filter(({ pid }) => pid !== process.pid)
  const living = new Map(others.filter(isRunning).map((each) => [each.pid, each]))
  if (process.platform !== 'linux' || living.size === 0) return [...living.values()]
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (liveStat(Number(name)) ?? []) : []))
  const seen = new Map(all.map((stat) => [stat.pid, stat.startTicks]))
  /** Its pid has not passed on to somebody else between the two looks. */
  const isOfRun = (pid: number): boolean => {
    const startKey = living.get(pid)?.startKey
    return startKey !== undefined && startKey === (seen.get(pid) ?? startKey)
  }
  for (let before = 0; before < living.size;) {
    before = living.size
    for (const stat of all) {
      const { pid, ppid, startTicks } = stat
      if (isOfRun(ppid) && !hasEnded(stat) && pid !== process.pid) living.set(pid, { pid, startKey: startTicks })
    }
  }
  return [...living.values()]
}

/** Other Unix systems: `ps` has the same whole seconds as the process table there. */
function psLine(pid: number): { readonly startKey: string; readonly ended: boolean } | undefined {
  try {
    const options = { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } } as const
    const [state = '', ...started] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], options)
      .trim()
      .split(/\s+/)
    const startedAt = new Date(started.join(' ')).getTime()
    if (Number.isNaN(startedAt)) return undefined
    return { startKey: String(Math.floor(startedAt / 1000)), ended: state.startsWith('Z') }
  } catch {
    return undefined
  }
}

function liveStat(pid: number) {
  return attempt(() => parseProcStat(readFileSync(`/proc/${pid}/stat`, 'latin1')))
}
