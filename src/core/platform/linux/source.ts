import { uptime } from 'node:os'
import type { Fact } from '../../../shared/contract/facts.ts'
import { terminalName, type ProcStat } from '../../../shared/model/proc-stat.ts'
import type { ProcessSource, RawProcess } from '../source.ts'
import {
  fullName,
  isNameFull,
  readExecutable,
  readImageFacts,
  readName,
  readOwner,
  type ImageFacts,
} from './command-line.ts'
import { hiddenLacks } from './hidden.ts'
import { createKeptStats } from './kept-stats.ts'
import { livingThread } from './living-thread.ts'
import { procFiles, type ProcFiles } from './proc-files.ts'
import { createFactReader, type FactMemory } from './read-facts.ts'
import { createUserNames } from './users.ts'
import { bootedAtMs, pageBytes, tickMs } from './units.ts'

/** A process may change its user without an exec, mostly soon after it was born. Asking costs as much as `stat` does. */
const ownerEveryMs = { young: 1000, old: 5000 }
const youngMs = 10_000

/** A file is deleted under those who run it by updates: seldom. */
const deletionEveryMs = 10_000

/** @returns another number each time that the process is due: processes are not due together */
const turnOf = (pid: number, everyMs: number): number => Math.floor(performance.now() / everyMs + (pid % 16) / 16)

/** In the place of an image's key: another image has taken its place, and has not been looked at. */
const renewedImage = 'renewed'
const nothing: ReadonlySet<Fact> = new Set()
/** So many take a few milliseconds to meet. */
const metAtOnce = 50

interface Told {
  readonly stat: ProcStat
  readonly facts: ImageFacts
  readonly uid: number | undefined
  readonly user: string | undefined
  readonly raw: RawProcess
}

interface Entry {
  readonly startTicks: string
  imageKey: string
  nameBytes: string
  facts: ImageFacts
  name: string
  uid: number | undefined
  /** Until when its user is asked for more often: `performance.now()`. */
  readonly youngUntilMs: number
  /** In which turn that was asked for last, and its file was looked at. */
  ownerTurn: number
  deletionTurn: number
  memory: FactMemory
  /** What was told of it last, and what that was made from: most processes sleep. */
  told?: Told
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
 * in turns.
 */
export function createProcfsSource(options: ProcfsOptions = {}): ProcessSource {
  const { root = '/proc', files = procFiles } = options
  const stats = createKeptStats(root, files, options.keptDescriptors)
  const readFacts = createFactReader(root, files)
  const known = new Map<number, Entry>()
  const userName = createUserNames()
  const folderOf = (pid: number): string => `${root}/${pid}`
  let bootedAt: number | undefined

  const startedAt = (stat: ProcStat): number =>
    (bootedAt ??= stats.withRoom(() => bootedAtMs(root))) + Number(stat.startTicks) * tickMs

  /** @param living the folder of a thread, when the first one has ended: where the image is to be had */
  const meet = (stat: ProcStat, living: string | undefined): Entry => {
    const facts = stats.withRoom(() => readImageFacts(files, living ?? folderOf(stat.pid)))
    const { pid, startTicks, imageKey, nameBytes } = stat
    const uid = readOwner(files, folderOf(pid))
    return {
      startTicks,
      imageKey,
      nameBytes,
      facts,
      name: fullName(nameBytes, facts),
      uid,
      youngUntilMs: performance.now() + youngMs - (uptime() * 1000 - Number(startTicks) * tickMs),
      ownerTurn: turnOf(pid, ownerEveryMs.old),
      deletionTurn: turnOf(pid, deletionEveryMs),
      memory: {},
    }
  }

  /**
   * Asks before the `stat`: if that is still the same process, so was the folder.
   * @param look whether to ask also when it is not due
   * @returns the user id; undefined when it was not asked for, or is hidden
   */
  const lookAtOwner = (pid: number, entry: Entry, look: boolean): number | undefined => {
    const turn = turnOf(pid, performance.now() < entry.youngUntilMs ? ownerEveryMs.young : ownerEveryMs.old)
    if (turn === entry.ownerTurn && !look) return undefined
    entry.ownerTurn = turn
    return readOwner(files, folderOf(pid))
  }

  /** A zombie has lost its image; what it was is worth keeping. */
  const followExec = (entry: Entry, stat: ProcStat, living: string | undefined): void => {
    if (stat.state === 'zombie' || stat.state === 'dead') {
      // Renamed since it was looked at, mostly by an exec: of the image before nothing holds, only the name is left.
      if (entry.imageKey === renewedImage || stat.nameBytes !== entry.nameBytes) {
        const { nameBytes } = stat
        Object.assign(entry, { imageKey: '', nameBytes, facts: {}, name: fullName(nameBytes, {}) })
      }
      return
    }
    if (stat.imageKey === entry.imageKey && stat.nameBytes === entry.nameBytes) return
    Object.assign(entry, meet(stat, living))
  }

  /** @returns the same object as before while nothing has changed */
  const toldOf = (stat: ProcStat, entry: Entry): RawProcess => {
    const { told, facts, uid } = entry
    const user = uid === undefined ? undefined : userName(uid)
    if (told?.stat === stat && told.facts === facts && told.uid === uid && told.user === user) return told.raw
    const raw = toRaw(stat, entry, startedAt(stat), user)
    entry.told = { stat, facts, uid, user, raw }
    return raw
  }

  /** @param look whether to ask for the user of a process that is known already, also when that is not due */
  const readOne = (pid: number, look: boolean, wanted: ReadonlySet<Fact>): RawProcess | undefined => {
    const before = known.get(pid)
    const owner = before && lookAtOwner(pid, before, look)
    const told = stats.read(pid)
    if (told === undefined) return undefined
    const living = told.state === 'zombie' ? stats.withRoom(() => livingThread(folderOf(pid), told, files)) : undefined
    const stat = living === undefined ? told : inOtherThreads(told, living.stat)
    const same = before?.startTicks === stat.startTicks
    const entry = same ? before : meet(stat, living?.folder)
    if (same) {
      entry.uid = owner ?? entry.uid
      followExec(entry, stat, living?.folder)
    } else known.set(pid, entry)
    const raw = toldOf(stat, entry)
    if (wanted.size === 0 && living === undefined) return raw
    const more = stats.withRoom(() => readFacts(stat, entry.memory, wanted, living?.folder))
    return { ...raw, ...more, ...(living !== undefined && { firstThreadEnded: true }) }
  }

  /** Finds out whether the file that a process runs was deleted since its image was met. */
  const followDeletion = (pid: number): void => {
    const entry = known.get(pid)
    if (entry?.facts.executable === undefined || entry.facts.executableDeleted === true) return
    const turn = turnOf(pid, deletionEveryMs)
    if (turn === entry.deletionTurn) return
    entry.deletionTurn = turn
    const now = stats.withRoom(() => readExecutable(files, folderOf(pid)))
    if (now.executableDeleted === true) entry.facts = { ...entry.facts, ...now }
  }

  const forget = (pid: number): void => {
    known.delete(pid)
    stats.forget(pid)
  }

  const pids = (): readonly number[] =>
    stats.withRoom(() => files.list(root)).flatMap((file) => (/^[1-9]\d*$/.test(file) ? [Number(file)] : []))

  const readAll = (wanted: ReadonlySet<Fact>): readonly RawProcess[] => {
    const rows: RawProcess[] = []
    const met = new Set<number>()
    for (const pid of pids()) {
      followDeletion(pid)
      const row = readOne(pid, false, wanted)
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
    glance: () =>
      pids().flatMap((pid) => {
        const stat = known.has(pid) ? undefined : stats.read(pid)
        // A name that may be cut, and a zombie that may be one in part only, are not told by halves.
        if (stat === undefined || isNameFull(stat.nameBytes) || stat.state === 'zombie')
          return readOne(pid, false, nothing) ?? []
        const unmet = { facts: {}, name: readName(stat.nameBytes), uid: undefined }
        return toRaw(stat, unmet, startedAt(stat), undefined)
      }),
    *meet() {
      for (const [index, pid] of pids().entries()) {
        if (!known.has(pid)) readOne(pid, false, nothing)
        if (index % metAtOnce === 0) yield
      }
    },
    readSome(some, renewed, facts) {
      const found = new Map<number, RawProcess | undefined>()
      for (const pid of some) {
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

function toRaw(
  stat: ProcStat,
  entry: Pick<Entry, 'facts' | 'name' | 'uid'>,
  startedAt: number,
  user: string | undefined,
): RawProcess {
  const { facts, uid } = entry
  const ended = stat.state === 'zombie' || stat.state === 'dead'
  return {
    pid: stat.pid,
    startKey: stat.startTicks,
    startOrder: Number(stat.startTicks),
    startedAt,
    ppid: stat.ppid,
    name: entry.name,
    state: stat.state,
    command: facts.command,
    commandTruncated: facts.commandTruncated,
    executable: facts.executable,
    executableDeleted: facts.executableDeleted,
    uid,
    user,
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

/** A process without its first thread is what the others do; what is counted is the whole process' all the same. */
function inOtherThreads(told: ProcStat, living: ProcStat): ProcStat {
  const { state, rssPages, imageKey, priority, nice, lastCpu } = living
  return { ...told, state, rssPages, imageKey, priority, nice, lastCpu }
}
