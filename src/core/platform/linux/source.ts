import { closeSync, openSync, readFileSync, readSync, readdirSync } from 'node:fs'
import { parseProcStat, terminalName, type ProcStat } from '../../../shared/model/proc-stat.ts'
import type { ProcessSource, RawProcess } from '../source.ts'
import { fullName, readImageFacts, type ImageFacts } from './command-line.ts'
import { createUserNames } from './users.ts'
import { bootedAtMs, pageBytes, tickMs } from './units.ts'

/** include/linux/sched.h */
const PF_KTHREAD = 0x0020_0000
const buffer = Buffer.allocUnsafe(4096)

interface Kept {
  /** Stays open: it pins the identity, for it answers ESRCH once the process is gone, also when the pid is reused. */
  readonly descriptor: number | undefined
  startTicks: string
  imageKey: string
  nameBytes: string
  facts: ImageFacts
  name: string
}

/**
 * One pass over /proc a sample: `stat` of every process each time, command line, executable and user once per image.
 * @param root the mount of procfs; tests give a folder of their own
 */
export function createProcfsSource(root = '/proc'): ProcessSource {
  const kept = new Map<number, Kept>()
  const bound = descriptorBound()
  const userName = createUserNames()
  const bootedAt = bootedAtMs(root)
  let open = 0

  const forget = (pid: number): void => {
    const entry = kept.get(pid)
    if (entry?.descriptor !== undefined) {
      closeSync(entry.descriptor)
      open -= 1
    }
    kept.delete(pid)
  }

  const readNew = (pid: number): { stat: ProcStat; entry: Kept } | undefined => {
    let descriptor: number | undefined
    try {
      descriptor = openSync(`${root}/${pid}/stat`, 'r')
      const stat = readStat(descriptor)
      if (stat === undefined) throw new Error('vanished')
      const facts = readImageFacts(root, pid)
      const entry: Kept = {
        descriptor: open < bound ? descriptor : undefined,
        startTicks: stat.startTicks,
        imageKey: stat.imageKey,
        nameBytes: stat.nameBytes,
        facts,
        name: nameOf(stat, facts),
      }
      if (entry.descriptor === undefined) closeSync(descriptor)
      else open += 1
      kept.set(pid, entry)
      return { stat, entry }
    } catch {
      // ENOENT, ESRCH: it ended between the listing and now. EACCES: a hidden process.
      if (descriptor !== undefined) closeSync(descriptor)
      return undefined
    }
  }

  const readAgain = (pid: number, entry: Kept): { stat: ProcStat; entry: Kept } | undefined => {
    try {
      const stat = entry.descriptor === undefined ? readOnce(`${root}/${pid}/stat`) : readStat(entry.descriptor)
      if (stat?.startTicks !== entry.startTicks) return undefined
      const sameImage = stat.imageKey === entry.imageKey && stat.nameBytes === entry.nameBytes
      // A zombie has lost its image; what it was is worth keeping.
      if (!sameImage && stat.state !== 'zombie' && stat.state !== 'dead') {
        entry.facts = readImageFacts(root, pid)
        entry.imageKey = stat.imageKey
        entry.nameBytes = stat.nameBytes
        entry.name = nameOf(stat, entry.facts)
      }
      return { stat, entry }
    } catch {
      return undefined
    }
  }

  return {
    name: 'procfs',
    degraded: [],
    read() {
      const rows: RawProcess[] = []
      const seen = new Set<number>()
      for (const file of readdirSync(root)) {
        const pid = Number(file)
        if (!Number.isInteger(pid) || pid <= 0) continue
        const entry = kept.get(pid)
        let found = entry && readAgain(pid, entry)
        if (found === undefined) {
          if (entry !== undefined) forget(pid)
          found = readNew(pid)
        }
        if (found === undefined) continue
        seen.add(pid)
        rows.push(toRaw(found.stat, found.entry, bootedAt, userName))
      }
      for (const pid of kept.keys()) if (!seen.has(pid)) forget(pid)
      return Promise.resolve(rows)
    },
    close() {
      for (const pid of kept.keys()) forget(pid)
    },
  }
}

function toRaw(stat: ProcStat, entry: Kept, bootedAt: number, userName: (uid: number) => string): RawProcess {
  const { facts } = entry
  const ended = stat.state === 'zombie' || stat.state === 'dead'
  return {
    pid: stat.pid,
    startKey: stat.startTicks,
    startOrder: Number(stat.startTicks),
    startedAt: bootedAt + Number(stat.startTicks) * tickMs,
    ppid: stat.ppid,
    name: entry.name,
    state: stat.state,
    command: facts.command,
    commandTruncated: facts.commandTruncated,
    executable: facts.executable,
    uid: facts.uid,
    user: facts.uid === undefined ? undefined : userName(facts.uid),
    cpuTimeMs: stat.cpuTicks * tickMs,
    rssBytes: ended ? undefined : stat.rssPages * pageBytes(),
    threads: stat.threads,
    nice: stat.nice,
    processGroup: stat.processGroup,
    session: stat.session,
    terminal: terminalName(stat.terminalNumber),
    kernel: (stat.flags & PF_KTHREAD) !== 0 ? true : undefined,
  }
}

function nameOf(stat: ProcStat, facts: ImageFacts): string {
  return fullName(Buffer.from(stat.nameBytes, 'latin1').toString('utf8'), facts)
}

function readStat(descriptor: number): ProcStat | undefined {
  const length = readSync(descriptor, buffer, 0, buffer.length, 0)
  return parseProcStat(buffer.toString('latin1', 0, length))
}

function readOnce(file: string): ProcStat | undefined {
  return parseProcStat(readFileSync(file, 'latin1'))
}

/** Half of what this process may open, so that sockets, files and children always find room. */
function descriptorBound(): number {
  try {
    const limit = /Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1]
    return Math.min(4000, Math.floor(Number(limit ?? 1024) / 2))
  } catch {
    return 500
  }
}
