import { setTimeout as pause } from 'node:timers/promises'
import type { ProcessIdentity } from '../../shared/contract/process.ts'
import type { SignalResult } from '../../shared/contract/signals.ts'
import type { ProcessHandle, SendOutcome, SignallingPlatform } from '../platform/signalling.ts'
import { lookAt, type Inspection } from '../processes/inspect.ts'
import { describeRefusal, refusalOf, type RefusalRules } from './refusals.ts'
import { usuallyEnds } from './signal-names.ts'

/** How long an end is waited for: after SIGKILL, which cannot be handled, and after others, which can. */
const killWaitMs = 1500
export const politeWaitMs = 500

export interface DeliveryTools {
  readonly platform: SignallingPlatform
  /** Throws when this program has no descriptors or memory left for it. */
  readonly look: (pid: number) => Promise<Inspection | undefined>
  /** The same, where what could not be seen is as good as nothing. */
  readonly inspect: (pid: number) => Promise<Inspection | undefined>
  readonly rules: RefusalRules
  /** Asked before each sending: a grace may be an hour long, and the mode may change in it. */
  readonly readOnly: () => boolean
  readonly ownerOf: (identity: ProcessIdentity) => Promise<string | undefined>
}

/** A process whose identity was checked while it was held. */
export interface HeldProcess {
  readonly identity: ProcessIdentity
  readonly seen: Inspection
  readonly handle: ProcessHandle
  readonly startedAt: number
}

/** What a delivery needs to word its result. */
export interface Delivery {
  readonly tools: DeliveryTools
  readonly signal: string
  readonly evenCritical: boolean
  readonly graceMs?: number | undefined
  /** Aborted: nobody waits for ends any more, and nothing is forced. */
  readonly stop?: AbortSignal | undefined
}

/**
 * Takes hold of the process and makes sure it is the one meant and may be signalled.
 * @returns the held process, to be closed by the caller, or the result when there is nothing to signal
 */
export async function hold(identity: ProcessIdentity, delivery: Delivery): Promise<HeldProcess | SignalResult> {
  const { tools, signal, evenCritical } = delivery
  const startedAt = performance.now()
  const result = (
    outcome: SignalResult['outcome'],
    message: string,
    more: Partial<SignalResult> = {},
  ): SignalResult => ({
    ...identity,
    outcome,
    signal,
    elapsedMs: since(startedAt),
    message,
    ...more,
  })
  const refuse = (name: string): SignalResult | undefined => {
    const reason = refusalOf({ pid: identity.pid, name }, tools.rules, evenCritical)
    if (reason === undefined) return undefined
    const message = `Process ${identity.pid} was not signalled: ${describeRefusal(reason)}.`
    return result('refused', message, { reason, ...(name !== '' && { name }) })
  }
  if (identity.pid <= 0) return refuse('') ?? result('refused', 'A pid is greater than 0.', { reason: 'init' })
  // Held first, looked at second: if the look shows the process meant, the handle is that process's.
  const gone = (): SignalResult => result('gone', `Process ${identity.pid} has ended already; nothing was sent.`)
  const handle = tools.platform.open(identity.pid)
  if (handle === undefined) return gone()
  const stop = (answer: SignalResult): SignalResult => {
    handle.close()
    return answer
  }
  const { seen, shortage } = await lookAt(identity.pid, tools.look)
  if (shortage !== undefined && handle.hasEnded() !== true) {
    const message = `Process ${identity.pid} was not signalled: ${describeRefusal('unseen')} (${shortage}).`
    return stop(result('denied', message, { reason: 'unseen' }))
  }
  if (seen === undefined) return stop(gone())
  if (seen.startKey !== identity.startKey) {
    const message = `Pid ${identity.pid} belongs to another process by now (${seen.name}); nothing was sent.`
    return stop(result('reused', message))
  }
  const refused = refuse(seen.name)
  if (refused !== undefined) return stop(refused)
  // A leading thread that ended before its others looks like a zombie; the handle knows better.
  if (seen.state === 'zombie' && handle.hasEnded() !== false) {
    return stop(
      result('zombie', await describeZombie(seen, tools), { name: seen.name, waitingOn: await waitedFor(seen, tools) }),
    )
  }
  return { identity, seen, handle, startedAt }
}

/** Sends to a held process, waits for the end where one is to be expected, and says what became of it. */
export async function deliver(held: HeldProcess, delivery: Delivery): Promise<SignalResult> {
  const { tools, signal, graceMs } = delivery
  const first = await send(held, delivery)
  // One that cannot be asked has its grace all the same: it may end by itself.
  if (first !== undefined && (first.reason !== 'no-window' || graceMs === undefined)) return first
  const polite = usuallyEnds(signal)
  if (!polite) return resultOf(held, delivery, 'sent', `${signal} was sent to process ${held.identity.pid}.`)
  const waitMs = signal === 'SIGKILL' ? killWaitMs : (graceMs ?? politeWaitMs)
  if (await endsWithin(held, delivery, waitMs)) return describeEnd(held, delivery)
  if (mayForce(delivery)) {
    const forced = { ...delivery, signal: 'SIGKILL', graceMs: undefined }
    return deliver(held, forced)
  }
  if (first !== undefined) return first
  const now = await tools.inspect(held.identity.pid)
  const why = now?.state === 'stopped' ? 'it is stopped and acts on it when continued' : 'it has not ended yet'
  return resultOf(held, delivery, 'sent', `${signal} was sent to process ${held.identity.pid}; ${why}.`)
}

/** @returns whether what outlived the grace is to be killed now; what was only stopped or told something was not to end */
export function mayForce({ tools, signal, graceMs, stop }: Delivery): boolean {
  const asked = graceMs !== undefined && signal !== 'SIGKILL' && usuallyEnds(signal)
  return asked && stop?.aborted !== true && !tools.readOnly()
}

/** @returns undefined after success, otherwise the result that says why not */
export async function send(held: HeldProcess, delivery: Delivery): Promise<SignalResult | undefined> {
  if (delivery.tools.readOnly()) {
    const message = `Process ${held.identity.pid} was not signalled: ${describeRefusal('read-only')}.`
    return resultOf(held, delivery, 'refused', message, { reason: 'read-only' })
  }
  return failureOf(held, await held.handle.send(delivery.signal), delivery)
}

/** @returns undefined for what was sent, otherwise the result that says why it was not */
export async function failureOf(
  held: HeldProcess,
  sent: SendOutcome,
  delivery: Delivery,
): Promise<SignalResult | undefined> {
  const { pid } = held.identity
  switch (sent.kind) {
    case 'sent':
      return undefined
    case 'gone':
      return resultOf(held, delivery, 'gone', `Process ${pid} has ended already; nothing was sent.`)
    case 'denied': {
      const owner = await delivery.tools.ownerOf(held.identity)
      const whose = owner === undefined ? 'another user' : `the user ${owner}`
      const message = `Process ${pid} belongs to ${whose}; this account may not signal it.`
      return resultOf(held, delivery, 'denied', message, { reason: 'not-permitted' })
    }
    case 'unsupported': {
      const message = `This system cannot send ${delivery.signal} to process ${pid}.`
      return resultOf(held, delivery, 'refused', message, { reason: 'unsupported' })
    }
    case 'no-window': {
      const message = `Process ${pid} was not ended: ${describeRefusal('no-window')}.`
      return resultOf(held, delivery, 'refused', message, { reason: 'no-window' })
    }
    case 'failed': {
      const message = `Process ${pid} could not be signalled: ${sent.cause}.`
      return resultOf(held, delivery, 'denied', message, { reason: 'failed' })
    }
  }
}

/** @returns whether the process ended in time; a zombie has ended */
export async function endsWithin(held: HeldProcess, { tools, stop }: Delivery, waitMs: number): Promise<boolean> {
  const deadline = performance.now() + waitMs
  for (let napMs = 1; ; napMs = Math.min(napMs * 2, 20)) {
    if (await hasEnded(held, tools)) return true
    const leftMs = deadline - performance.now()
    if (leftMs <= 0 || stop?.aborted) return false
    await pause(Math.min(napMs, leftMs))
  }
}

async function hasEnded(held: HeldProcess, tools: DeliveryTools): Promise<boolean> {
  const told = held.handle.hasEnded()
  if (told !== undefined) return told
  const { seen: now, shortage } = await lookAt(held.identity.pid, tools.look)
  if (shortage !== undefined) return false
  return now === undefined || now.startKey !== held.identity.startKey || now.state === 'zombie'
}

/** @returns the result for a process that has just ended, with the parent that has not collected it, if so */
export async function describeEnd(held: HeldProcess, delivery: Delivery): Promise<SignalResult> {
  const { pid, startKey } = held.identity
  const now = await delivery.tools.inspect(pid)
  const ended = `Process ${pid} ended by ${delivery.signal}`
  if (now === undefined || now.startKey !== startKey || now.state !== 'zombie') {
    return resultOf(held, delivery, 'ended', `${ended}.`)
  }
  const waitingOn = await waitedFor(now, delivery.tools)
  const message = `${ended}; its parent ${waitingOn.pid}${parenthesis(waitingOn.name)} has not collected it yet.`
  return resultOf(held, delivery, 'ended', message, { waitingOn })
}

/** @returns a result about a held process */
export function resultOf(
  held: HeldProcess,
  delivery: Delivery,
  outcome: SignalResult['outcome'],
  message: string,
  more: Partial<SignalResult> = {},
): SignalResult {
  const elapsedMs = since(held.startedAt)
  return { ...held.identity, name: held.seen.name, outcome, signal: delivery.signal, elapsedMs, message, ...more }
}

async function waitedFor(zombie: Inspection, tools: DeliveryTools): Promise<{ pid: number; name?: string }> {
  const parent = await tools.inspect(zombie.ppid)
  return { pid: zombie.ppid, ...(parent && { name: parent.name }) }
}

async function describeZombie(zombie: Inspection, tools: DeliveryTools): Promise<string> {
  const parent = await waitedFor(zombie, tools)
  const who = `${parent.pid}${parenthesis(parent.name)}`
  return `Process ${zombie.pid} has ended already and no signal changes it: it stays until its parent ${who} waits for it or ends.`
}

/** Tenths of a millisecond: more digits would claim a precision that nobody measured. */
function since(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 10) / 10
}

function parenthesis(name: string | undefined): string {
  return name === undefined ? '' : ` (${name})`
}
