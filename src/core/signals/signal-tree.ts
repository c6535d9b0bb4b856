import type { SignalResult } from '../../shared/contract/signals.ts'
import {
  deliver,
  describeEnd,
  endsWithin,
  hold,
  mayForce,
  resultOf,
  send,
  type Delivery,
  type HeldProcess,
} from './deliver.ts'
import { freezeTree } from './freeze-tree.ts'
import { hurry } from './hurry.ts'
import { isTakenBack, usuallyEnds } from './signal-names.ts'

/** Hundreds that end at once take their time on a busy machine. */
const killWaitMs = 5000

/**
 * Signals held roots and everything below them; the roots are closed here.
 * @returns one result for each process met, the roots first
 */
export async function signalTree(roots: readonly HeldProcess[], delivery: Delivery): Promise<readonly SignalResult[]> {
  const { endTree } = delivery.tools.platform
  if (endTree !== undefined) return signalWindowsTree(roots, delivery, endTree)
  const calmDown = hurry()
  const tree = await freezeTree(roots, delivery).finally(calmDown)
  const results: SignalResult[] = []
  try {
    const reached: HeldProcess[] = []
    const thawsFirst = isTakenBack(delivery.signal)
    if (thawsFirst) await tree.thaw(false)
    try {
      for (const member of tree.held) {
        const failed = await send(member, delivery)
        if (failed === undefined) reached.push(member)
        else results.push(failed)
      }
    } finally {
      // A stopped process acts on a polite signal only when it is continued.
      if (delivery.signal !== 'SIGSTOP' && !thawsFirst)
        await tree.thaw(usuallyEnds(delivery.signal) || delivery.signal === 'SIGCONT')
    }
    results.push(...(await verify(reached, delivery)), ...tree.results)
    return await forceSurvivors(results, delivery)
  } finally {
    for (const member of tree.held) member.handle.close()
  }
}

function verify(reached: readonly HeldProcess[], delivery: Delivery): Promise<SignalResult[]> {
  const { signal, graceMs } = delivery
  return Promise.all(
    reached.map(async (member) => {
      const { pid } = member.identity
      if (!usuallyEnds(signal)) return resultOf(member, delivery, 'sent', `${signal} was sent to process ${pid}.`)
      const waitMs = signal === 'SIGKILL' ? killWaitMs : (graceMs ?? 500)
      if (await endsWithin(member, delivery, waitMs)) return describeEnd(member, delivery)
      return resultOf(member, delivery, 'sent', `${signal} was sent to process ${pid}; it has not ended yet.`)
    }),
  )
}

/** After the grace what still lives is frozen again, with what it started meanwhile, and gets SIGKILL. */
async function forceSurvivors(results: SignalResult[], delivery: Delivery): Promise<readonly SignalResult[]> {
  if (!mayForce(delivery)) return results
  const forced: Delivery = { ...delivery, signal: 'SIGKILL', graceMs: undefined }
  const survivors: HeldProcess[] = []
  const final = new Map(results.map((result) => [result.pid, result]))
  for (const { pid, startKey, outcome } of results) {
    if (outcome !== 'sent' || startKey === undefined) continue
    const held = await hold({ pid, startKey }, forced)
    if (!('outcome' in held)) survivors.push(held)
    else
      final.set(pid, {
        ...held,
        outcome: held.outcome === 'gone' || held.outcome === 'zombie' ? 'ended' : held.outcome,
      })
  }
  if (survivors.length > 0) for (const result of await signalTree(survivors, forced)) final.set(result.pid, result)
  return [...final.values()]
}

async function signalWindowsTree(
  roots: readonly HeldProcess[],
  delivery: Delivery,
  endTree: (pid: number) => Promise<void>,
): Promise<readonly SignalResult[]> {
  const results = roots.map(async (root) => {
    try {
      // taskkill /T knows no polite end of a whole tree; only the end of the root is asked for politely.
      if (delivery.signal !== 'SIGKILL' && delivery.graceMs === undefined) return await deliver(root, delivery)
      await endTree(root.identity.pid)
      const ended = await endsWithin(root, delivery, 1500)
      if (ended) return await describeEnd(root, delivery)
      return resultOf(root, delivery, 'sent', `The end of process ${root.identity.pid} and its tree was asked for.`)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return resultOf(root, delivery, 'denied', `The tree of process ${root.identity.pid} was not ended: ${why}`, {
        reason: 'failed',
      })
    } finally {
      root.handle.close()
    }
  })
  return Promise.all(results)
}
