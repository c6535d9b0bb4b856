import { setTimeout as pause } from 'node:timers/promises'
import type { SignalResult } from '../../shared/contract/signals.ts'
import { keyOf } from '../../shared/model/tree.ts'
import type { ScannedProcess } from '../platform/signalling.ts'
import { hold, type Delivery, type HeldProcess } from './deliver.ts'
import { descendants } from './descendants.ts'

/**
 * How long stops are waited for after the last process was found. One that only waits for a CPU may be in the middle of
 * a fork: it gets its turn, however busy the machine is. One in an uninterruptible call may never come out of it, and is
 * signalled all the same.
 */
const turnWaitMs = 10_000
const callWaitMs = 500
const still = new Set(['stopped', 'traced', 'zombie', 'dead'])

export interface FrozenTree {
  /** The roots first, then their descendants in the order found. */
  readonly held: readonly HeldProcess[]
  /** Those that could not be held. */
  readonly results: readonly SignalResult[]
  /** Continues what was stopped here; what somebody else had stopped stays so unless `all`. */
  thaw(all: boolean): Promise<void>
}

/**
 * Stops the roots and all below them until two looks in a row show nothing new and nothing running: what is
 * stopped cannot fork, so nothing escapes the signal that follows.
 * @param roots held processes; they and those found are to be closed by the caller. When this throws, all are closed
 *   and what was stopped is continued
 */
export async function freezeTree(roots: readonly HeldProcess[], delivery: Delivery): Promise<FrozenTree> {
  const { platform, inspect, rules } = delivery.tools
  const members = new Map<string, HeldProcess>()
  /** Members that this account may not stop: they go on, and nobody waits for them. */
  const free = new Set<HeldProcess>()
  const outside = new Set<string>()
  const results: SignalResult[] = []
  const thaw = async (all: boolean): Promise<void> => {
    for (const member of members.values()) {
      if (free.has(member)) continue
      if (all || member.seen.state !== 'stopped') await continueOne(member)
    }
  }
  const add = async (member: HeldProcess): Promise<void> => {
    members.set(keyOf(member.identity), member)
    const { kind } = await member.handle.send('SIGSTOP')
    if (kind !== 'sent' && kind !== 'gone') free.add(member)
  }
  const grow = async (scan: ReadonlyMap<number, ScannedProcess>): Promise<boolean> => {
    let grown = false
    for (const { pid, scanned } of descendants(scan, pidsOf(members.values(), scan))) {
      const startKey = scanned.startKey ?? (await sameChild(pid, scanned, delivery))
      if (startKey === undefined || outside.has(keyOf({ pid, startKey }))) continue
      // Whatever is lifted: who stops itself cannot continue the others.
      const own = pid === rules.ownPid
      const held = await hold({ pid, startKey }, own ? { ...delivery, evenCritical: false } : delivery)
      if ('outcome' in held) {
        if (held.outcome !== 'gone' && held.outcome !== 'reused') {
          outside.add(keyOf({ pid, startKey }))
          results.push(held)
        }
        continue
      }
      await add(held)
      grown = true
    }
    return grown
  }
  /** @returns the states of those that have not stopped yet */
  const moving = async (scan: ReadonlyMap<number, ScannedProcess>): Promise<ReadonlySet<string>> => {
    const states = new Set<string>()
    for (const member of members.values()) {
      if (free.has(member)) continue
      const { identity } = member
      const scanned = scan.get(identity.pid)
      const now = scanned?.state === undefined ? await inspect(identity.pid) : scanned
      if (now?.startKey === identity.startKey && now.state !== undefined && !still.has(now.state)) states.add(now.state)
    }
    return states
  }
  try {
    for (const root of roots) await add(root)
    let since = performance.now()
    for (;;) {
      const scan = await platform.scan()
      if (await grow(scan)) {
        since = performance.now()
        continue
      }
      const states = await moving(scan)
      if (states.size === 0) {
        // A child may have been made between the beginning of that look and its parent's stop: only one more tells.
        if (!(await grow(await platform.scan()))) break
        since = performance.now()
        continue
      }
      const onlyCalls = [...states].every((state) => state === 'disk-sleep')
      if (performance.now() - since > (onlyCalls ? callWaitMs : turnWaitMs)) break
      await pause(1)
    }
  } catch (error) {
    await thaw(false)
    for (const member of new Set([...roots, ...members.values()])) member.handle.close()
    throw error
  }
  return { held: [...members.values()], results, thaw }
}

/** @returns the pids that the members still have: one that could not be stopped may end meanwhile, and pass its on */
function pidsOf(members: Iterable<HeldProcess>, scan: ReadonlyMap<number, ScannedProcess>): ReadonlySet<number> {
  const pids = new Set<number>()
  for (const { identity } of members) {
    const { pid, startKey } = identity
    if ((scan.get(pid)?.startKey ?? startKey) === startKey) pids.add(pid)
  }
  return pids
}

/** One that cannot be continued must not keep the others from it. */
async function continueOne(member: HeldProcess): Promise<void> {
  try {
    await member.handle.send('SIGCONT')
  } catch {
    // Outcomes are values; this is a defect of the native helper, and the others matter more.
  }
}

/** Where a look tells no start stamps: the child's, if it still has the parent that was seen. */
async function sameChild(pid: number, scanned: ScannedProcess, delivery: Delivery): Promise<string | undefined> {
  const seen = await delivery.tools.inspect(pid)
  return seen?.ppid === scanned.ppid ? seen.startKey : undefined
}
