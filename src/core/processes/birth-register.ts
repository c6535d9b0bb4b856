import type { ProcessHappening, RawProcess } from '../platform/source.ts'
import { relative } from './relations.ts'
import type { TableBuilder } from './table-builder.ts'

type Fork = Extract<ProcessHappening, { kind: 'fork' }>

interface Birth {
  readonly fork: Fork
  execed: boolean
  /** As it was read last. */
  seen: RawProcess | undefined
}

/** More brief lives are counted, but not told one by one. */
const mostBrief = 100
/** procfs gives start stamps in hundredths of a second since boot. */
const stampsPerSecond = 100

/** Processes that were born since the table was told of last: some are gone before it is told again. */
export interface BirthRegister {
  note(fork: Fork): void
  noteExec(pid: number): void
  /** Keeps what was read of the newborn. */
  see(read: ReadonlyMap<number, RawProcess | undefined>): void
  /**
   * Forgets those of whom it is known what became of them.
   * @param read what holds the pids now
   * @returns those that came and went meanwhile
   */
  settle(read: ReadonlyMap<number, RawProcess | undefined>, exits: { has(pid: number): boolean }): readonly RawProcess[]
  clear(): void
}

/** @param builder is told who was born to whom */
export function createBirthRegister(builder: TableBuilder): BirthRegister {
  const births = new Map<number, Birth>()
  const holderOf = (pid: number): RawProcess | undefined => births.get(pid)?.seen ?? builder.holderOf(pid)

  /** Nobody was quick enough to read it: before its exec it was a copy of its parent, and who it became is not known. */
  const unseen = ({ fork, execed }: Birth): RawProcess | undefined => {
    const parent = holderOf(fork.parent)
    // A parent that is hidden has hidden children.
    if (parent?.startOrder === undefined) return undefined
    const stamp = Math.max(parent.startOrder, stampOf(fork.monotonicNs))
    const { uid, user, processGroup, session, terminal } = parent
    return {
      pid: fork.pid,
      startKey: String(stamp),
      startOrder: stamp,
      ppid: fork.parent,
      name: execed ? '?' : parent.name,
      state: 'dead',
      uid,
      user,
      processGroup,
      session,
      terminal,
    }
  }

  const tellBirth = ({ pid, parent }: Fork): void => {
    const found = holderOf(parent)
    builder.noteBirth(pid, found === undefined ? { pid: parent } : relative(found))
  }

  return {
    note(fork) {
      tellBirth(fork)
      births.set(fork.pid, { fork, execed: false, seen: undefined })
    },
    noteExec(pid) {
      const birth = births.get(pid)
      if (birth !== undefined) birth.execed = true
    },
    see(read) {
      for (const [pid, raw] of read) {
        const birth = births.get(pid)
        if (birth === undefined || raw === undefined) continue
        // Of a zombie there is less to be seen than before, unless it had become somebody else meanwhile.
        if (raw.state !== 'zombie' || birth.seen?.name !== raw.name) birth.seen = raw
      }
    },
    settle(read, exits) {
      const brief: RawProcess[] = []
      // By now the parents have been looked at, too.
      for (const { fork } of births.values()) tellBirth(fork)
      for (const [pid, birth] of births) {
        // Not certain yet.
        if (!read.has(pid)) continue
        births.delete(pid)
        if (read.get(pid) !== undefined || !exits.has(pid) || brief.length >= mostBrief) continue
        // Shown already: then it only ends.
        if (birth.seen !== undefined && builder.holderOf(pid)?.startKey === birth.seen.startKey) continue
        const life = birth.seen ?? unseen(birth)
        if (life !== undefined) brief.push(life)
      }
      return brief
    },
    clear: () => births.clear(),
  }
}

/** The clock of the events does not run while the machine sleeps, that of the stamps does: near enough for a dead one. */
function stampOf(monotonicNs: bigint): number {
  return Math.floor((Number(monotonicNs) / 1e9) * stampsPerSecond)
}
