import type { SignalResult } from '../../shared/contract/signals.ts'
import type { ScannedProcess, SendOutcome, SignallingPlatform } from '../platform/signalling.ts'
import {
  describeEnd,
  endsWithin,
  failureOf,
  hold,
  mayForce,
  politeWaitMs,
  send,
  type Delivery,
  type HeldProcess,
} from './deliver.ts'
import { descendants } from './descendants.ts'
import { verify } from './verify.ts'

/**
 * Signals held roots and everything below them where the OS knows no freezing but ends a tree itself: each process is
 * asked politely, what outlives the grace is forced as a tree. The roots are closed here.
 * @param endTree forces the end of a process and of all below it
 * @returns one result for each process met, the roots first
 */
export async function signalNativeTree(
  roots: readonly HeldProcess[],
  delivery: Delivery,
  endTree: NonNullable<SignallingPlatform['endTree']>,
): Promise<readonly SignalResult[]> {
  const members = new Map(roots.map((root) => [root.identity.pid, root]))
  try {
    const scan = await delivery.tools.platform.scan()
    const aside = await holdBelow(members, scan, delivery)
    const held = [...members.values()]
    // The OS's own way spares nobody: where somebody is to be spared each process is ended by itself.
    const spares = aside.some(({ outcome }) => outcome === 'refused') || hasStrangers(members, scan)
    const end = (member: HeldProcess) => (spares ? member.handle.send('SIGKILL') : endTree(member.identity.pid))
    if (delivery.signal === 'SIGKILL') return [...(await force(held, delivery, end)), ...aside]
    const asked = await Promise.all(held.map((member) => ask(member, delivery)))
    if (!mayForce(delivery)) return [...asked, ...aside]
    const left = held.filter((_, at) => lives(asked[at]))
    const forced = await force(left, { ...delivery, signal: 'SIGKILL', graceMs: undefined }, end)
    const final = new Map([...asked, ...forced].map((result) => [result.pid, result]))
    return [...final.values(), ...aside]
  } finally {
    for (const member of members.values()) member.handle.close()
  }
}

/** @returns results about those below the members that may not be signalled; the others become members */
async function holdBelow(
  members: Map<number, HeldProcess>,
  scan: ReadonlyMap<number, ScannedProcess>,
  delivery: Delivery,
): Promise<readonly SignalResult[]> {
  const { rules } = delivery.tools
  const aside: SignalResult[] = []
  for (const { pid, scanned } of descendants(scan, new Set(members.keys()))) {
    if (scanned.startKey === undefined) continue
    // Whatever is lifted: who ends itself tells nobody what became of the others.
    const own = pid === rules.ownPid
    const held = await hold({ pid, startKey: scanned.startKey }, own ? { ...delivery, evenCritical: false } : delivery)
    if (!('outcome' in held)) members.set(pid, held)
    else if (held.outcome !== 'gone' && held.outcome !== 'reused') aside.push(held)
  }
  return aside
}

/** @returns whether somebody names a member as its parent and is not certain to be its child */
function hasStrangers(members: ReadonlyMap<number, HeldProcess>, scan: ReadonlyMap<number, ScannedProcess>): boolean {
  return [...scan].some(([pid, { claims }]) => claims !== undefined && members.has(claims) && !members.has(pid))
}

/** One that cannot be asked is waited for all the same: others of the tree may end it. */
async function ask(member: HeldProcess, delivery: Delivery): Promise<SignalResult> {
  const failed = await send(member, delivery)
  if (failed === undefined) return verify(member, delivery)
  // It was there when the tree was held: the end of another took it along.
  if (failed.outcome === 'gone') return describeEnd(member, delivery)
  if (failed.reason !== 'no-window') return failed
  return (await endsWithin(member, delivery, delivery.graceMs ?? politeWaitMs)) ? describeEnd(member, delivery) : failed
}

function lives(result: SignalResult | undefined): boolean {
  return result?.outcome === 'sent' || result?.reason === 'no-window'
}

/** Parents come first: with their trees mostly everything ends, and what does not has its own turn. */
async function force(
  members: readonly HeldProcess[],
  delivery: Delivery,
  end: (member: HeldProcess) => SendOutcome | Promise<SendOutcome>,
): Promise<readonly SignalResult[]> {
  const failures = new Map<HeldProcess, SignalResult>()
  for (const member of members) {
    if (await endsWithin(member, delivery, 0)) continue
    const failed = await failureOf(member, await end(member), delivery)
    if (failed !== undefined) failures.set(member, failed)
  }
  return Promise.all(
    members.map(async (member) => {
      const failed = failures.get(member)
      if (failed === undefined) return verify(member, delivery)
      return (await endsWithin(member, delivery, 0)) ? describeEnd(member, delivery) : failed
    }),
  )
}
