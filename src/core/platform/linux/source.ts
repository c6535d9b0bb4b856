import type { Fact } from '../../../shared/contract/facts.ts'
import { terminalName, type ProcStat } from '../../../shared/model/proc-stat.ts'
import type { ProcessSource, RawProcess } from '../source.ts'
import { fullName, readImageFacts, readOwner, type ImageFacts } from './command-line.ts'
import { hiddenLacks } from './hidden.ts'
import { createKeptStats } from './kept-stats.ts'
import { procFiles, type ProcFiles } from './proc-files.ts'
import { createFactReader, type FactMemory } from './read-facts.ts'
import { createUserNames } from './users.ts'
import { bootedAtMs, pageBytes, tickMs } from './units.ts'

/** A process may change its user without an exec. Asking costs half of what `stat` does: not with every sample. */
const ownersEveryMs = 1000

/** In the place of an image's key: another image has taken its place, and has not been looked at. */
const renewedImage = 'renewed'
const nothing: ReadonlySet<Fact> = new Set()

interface Entry {
  readonly startTicks: string
  imageKey: string
  nameBytes: string
  facts: ImageFacts
  name: string
  uid: number | undefined
  memory: FactMemory
}

export interface ProcfsOptions {
  /** The mount of procfs. */
  readonly root?: string
  readonly files?: ProcFiles
  /** How many descriptors may stay open between samples. */
  readonly keptDescriptors?: number
}

/**
 * One pass over /proc a sample: `stat` of every process each time, command line and executable once per image, users
 * once a second at most.
 */
export function createProcfsSource(options: ProcfsOptions = {}): ProcessSource {
  const { root = '/proc', files = procFiles } = options
  const stats = createKeptStats(root, files, options.keptDescriptors)
  const readFacts = createFactReader(root, files)
  const known = new Map<number, Entry>()
  const userName = createUserNames()
  let bootedAt: number | undefined
  let ownersAtMs = Number.NEGATIVE_INFINITY

  const meet = (stat: ProcStat): Entry => {
    const folder = `${root}/${stat.pid}`
    const facts = stats.withRoom(() => readImageFacts(files, folder))
    const { startTicks, imageKey, nameBytes } = stat
    const uid = readOwner(files, folder)
    return { startTicks, imageKey, nameBytes, facts, name: nameOf(stat, facts), uid, memory: {} }
  }

  /** A zombie has lost its image; what it was is worth keeping. */
  const followExec = (entry: Entry, stat: ProcStat): void => {
    if (stat.state === 'zombie' || stat.state === 'dead') {
      // Its image is gone, and of the one before nothing holds: only the name is left.
      if (entry.imageKey === renewedImage) Object.assign(entry, { imageKey: '', facts: {}, name: nameOf(stat, {}) })
      return
    }
    if (stat.imageKey === entry.imageKey && stat.nameBytes === entry.nameBytes) return
    Object.assign(entry, meet(stat))
  }

  /** @param look whether to ask for the user of a process that is known already */
  const readOne = (pid: number, look: boolean, wanted: ReadonlySet<Fact>): RawProcess | undefined => {
    const before = known.get(pid)
    // Before the stat: if that is still the same process, so was the folder.
    const owner = look && before !== undefined ? readOwner(files, `${root}/${pid}`) : undefined
    const stat = stats.read(pid)
    if (stat === undefined) return undefined
    const same = before?.startTicks === stat.startTicks
    const entry = same ? before : meet(stat)
    if (same) {
      entry.uid = owner ?? entry.uid
      followExec(entry, stat)
    } else known.set(pid, entry)
    const booted = (bootedAt ??= stats.withRoom(() => bootedAtMs(root)))
    const more = stats.withRoom(() => readFacts(stat, entry.memory, wanted))
    return { ...toRaw(stat, entry, booted, userName), ...more }
  }

  const forget = (pid: number): void => {
    known.delete(pid)
    stats.forget(pid)
  }

  const readAll = (wanted: ReadonlySet<Fact>): readonly RawProcess[] => {
    const nowMs = performance.now()
    const ownersDue = nowMs - ownersAtMs >= ownersEveryMs
    if (ownersDue) ownersAtMs = nowMs
    const rows: RawProcess[] = []
    const met = new Set<number>()
    for (const file of stats.withRoom(() => files.list(root))) {
      const pid = Number(file)
      if (!Number.isInteger(pid) || pid <= 0) continue
      const row = readOne(pid, ownersDue, wanted)
      if (row === undefined) continue
      met.add(pid)
      rows.push(row)
    }
    for (const pid of known.keys()) if (!met.has(pid)) forget(pid)
    return rows
  }

  return {
    name: 'procfs',
    degraded: hiddenLacks(root),
    read: async (facts = nothing) => readAll(facts),
    readSome(pids, renewed, facts) {
      const found = new Map<number, RawProcess | undefined>()
      for (const pid of pids) {
        const image = renewed.has(pid) ? known.get(pid) : undefined
        if (image !== undefined) image.imageKey = renewedImage
        const row = readOne(pid, true, facts)
        if (row === undefined) forget(pid)
        found.set(pid, row)
      }
      return found
    },
    rest: () => stats.release(),
    close() {
      stats.release()
      known.clear()
    },
  }
}

function toRaw(stat: ProcStat, entry: Entry, bootedAt: number, userName: (uid: number) => string): RawProcess {
  const { facts, uid } = entry
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
    uid,
    user: uid === undefined ? undefined : userName(uid),
    cpuTimeMs: stat.cpuTicks * tickMs,
    rssBytes: ended || stat.kernel ? undefined : stat.rssPages * pageBytes(),
    threads: stat.threads,
    nice: stat.nice,
    processGroup: stat.processGroup,
    session: stat.session,
    terminal: terminalName(stat.terminalNumber),
    kernel: stat.kernel ? true : undefined,
  }
}

function nameOf(stat: ProcStat, facts: ImageFacts): string {
  return fullName(Buffer.from(stat.nameBytes, 'latin1').toString('utf8'), facts)
}
