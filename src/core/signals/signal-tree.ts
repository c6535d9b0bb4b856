import type { SignalResult } from '../../shared/contract/signals.ts'
import { hold, mayForce, send, type Delivery, type HeldProcess } from './deliver.ts'
import { freezeTree } from './freeze-tree.ts'
import { hurry } from './hurry.ts'
import { signalNativeTree } from './native-tree.ts'
import { isTakenBack, usuallyEnds } from './signal-names.ts'
import { verify } from './verify.ts'

/**
 * Signals held roots and everything below them; the roots are closed here.
 * @returns one result for each process met, the roots first
 */
export async function signalTree(roots: readonly HeldProcess[], delivery: Delivery): Promise<readonly SignalResult[]> {
  const { endTree } = delivery.tools.platform
  if (endTree !== undefined) return signalNativeTree(roots, delivery, endTree)
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
    results.push(...(await Promise.all(reached.map((member) => verify(member, delivery)))), ...tree.results)
    return await forceSurvivors(results, delivery)
  } finally {
    for (const member of tree.held) member.handle.close()
  }
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
