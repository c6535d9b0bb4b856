import { setTimeout as pause } from 'node:timers/promises'
import type { SignalResult } from '../../shared/contract/signals.ts'
import type { ScannedProcess } from '../platform/signalling.ts'
import { hold, type Delivery, type HeldProcess } from './deliver.ts'

/** How long stops are waited for; a process in an uninterruptible call may take longer and is signalled all the same. */
const stopWaitMs = 300

export interface FrozenTree {
  /** The roots first, then their descendants in the order found. */
  readonly held: readonly HeldProcess[]
  /** Those that could not be held or stopped. */
  readonly results: readonly SignalResult[]
  /** Continues what was stopped here; what somebody else had stopped stays so unless `all`. */
  thaw(all: boolean): Promise<void>
}

/**
 * Stops the roots and all below them until two looks in a row show nothing new and nothing running: what is
 * stopped cannot fork, so nothing escapes the signal that follows.
 * @param roots held processes; they and those found are to be closed by the caller
 */
export async function freezeTree(roots: readonly HeldProcess[], delivery: Delivery): Promise<FrozenTree> {
  const { platform, inspect, rules } = delivery.tools
  const members = new Map<number, HeldProcess>()
  const outside = new Set<number>()
  const results: SignalResult[] = []
  const thaw = async (all: boolean): Promise<void> => {
    for (const member of members.values()) {
      if (all || member.seen.state !== 'stopped') await member.handle.send('SIGCONT')
    }
  }
  const add = async (member: HeldProcess): Promise<void> => {
    members.set(member.identity.pid, member)
    await member.handle.send('SIGSTOP')
  }
  const grow = async (): Promise<boolean> => {
    let grown = false
    for (const { pid, scanned } of descendants(await platform.scan(), members)) {
      if (members.has(pid) || outside.has(pid)) continue
      const seen = await inspect(pid)
      const same = scanned.startKey === undefined ? seen?.ppid === scanned.ppid : seen?.startKey === scanned.startKey
      if (seen === undefined || !same) continue
      // Whatever is lifted: who stops itself cannot continue the others.
      const own = pid === rules.ownPid
      const held = await hold({ pid, startKey: seen.startKey }, own ? { ...delivery, evenCritical: false } : delivery)
      if ('outcome' in held) {
        if (held.outcome !== 'gone' && held.outcome !== 'reused') {
          outside.add(pid)
          results.push(held)
        }
        continue
      }
      await add(held)
      grown = true
    }
    return grown
  }
  try {
    for (const root of roots) await add(root)
    const deadline = performance.now() + stopWaitMs
    for (;;) {
      const grown = await grow()
      const settled = await allStopped([...members.values()], delivery)
      if (!grown && settled) {
        if (!(await grow())) break
      } else if (!settled) {
        if (performance.now() > deadline && !grown) break
        await pause(1)
      }
    }
  } catch (error) {
    await thaw(false)
    throw error
  }
  return { held: [...members.values()], results, thaw }
}

async function allStopped(members: readonly HeldProcess[], delivery: Delivery): Promise<boolean> {
  for (const { identity } of members) {
    const now = await delivery.tools.inspect(identity.pid)
    const moving = now?.startKey === identity.startKey && !['stopped', 'traced', 'zombie', 'dead'].includes(now.state)
    if (moving) return false
  }
  return true
}

/** @returns everything below the members, parents before children */
function descendants(
  scan: ReadonlyMap<number, ScannedProcess>,
  members: ReadonlyMap<number, unknown>,
): readonly { readonly pid: number; readonly scanned: ScannedProcess }[] {
  const children = new Map<number, number[]>()
  for (const [pid, { ppid }] of scan) {
    const siblings = children.get(ppid)
    if (siblings === undefined) children.set(ppid, [pid])
    else siblings.push(pid)
  }
  const found = new Map<number, ScannedProcess>()
  const queue = [...members.keys()]
  for (let at = 0; at < queue.length; at += 1) {
    for (const pid of children.get(queue[at] ?? -1) ?? []) {
      const scanned = scan.get(pid)
      if (scanned === undefined || found.has(pid)) continue
      found.set(pid, scanned)
      if (!members.has(pid)) queue.push(pid)
    }
  }
  return [...found].filter(([pid]) => !members.has(pid)).map(([pid, scanned]) => ({ pid, scanned }))
}
