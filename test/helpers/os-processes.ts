import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** A process as the OS tells it, independently of Forkscope. */
export interface OsProcess {
  readonly pid: number
  readonly ppid: number
  /** `Z…`: it has ended, and its parent has not looked. */
  readonly state: string
  readonly startedAt: string
}

/** @returns every process of the machine */
export function osProcesses(): readonly OsProcess[] {
  return existsSync('/proc/self/stat') ? fromProc() : fromPs()
}

function fromProc(): readonly OsProcess[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid) => {
    try {
      // The name stands in parentheses and may contain anything; what follows is fixed (proc_pid_stat(5)).
      const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? []
      return [{ pid: Number(pid), ppid: Number(fields[1]), state: fields[0] ?? '', startedAt: fields[19] ?? '' }]
    } catch {
      return []
    }
  })
}

function fromPs(): readonly OsProcess[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,lstart='], { encoding: 'utf8' })
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, ppid, state = '', startedAt = '']) => ({ pid: Number(pid), ppid: Number(ppid), state, startedAt }))
}

/** @returns the process and all below it, now */
export function treeOf(pid: number): readonly OsProcess[] {
  const all = osProcesses()
  const found = new Set([pid])
  let before = 0
  while (before < found.size) {
    before = found.size
    for (const each of all) if (found.has(each.ppid)) found.add(each.pid)
  }
  return all.filter((each) => found.has(each.pid))
}

/** @returns those of them that still run; a corpse that nobody has collected yet does not */
export function stillRunning(them: readonly OsProcess[]): readonly OsProcess[] {
  const now = new Map(osProcesses().map((each) => [each.pid, each]))
  return them.filter((each) => {
    const found = now.get(each.pid)
    return found !== undefined && found.startedAt === each.startedAt && !found.state.startsWith('Z')
  })
}
