import type { Lack } from '../../shared/contract/lacks.ts'
import type { ProcessIdentity } from '../../shared/contract/process.ts'
import type { Plan, PlanRequest, SignalRequest, SignalResult } from '../../shared/contract/signals.ts'
import { chooseSignalling } from '../platform/choose-signalling.ts'
import type { SignallingPlatform } from '../platform/signalling.ts'
import { processEyes, unseen, type Inspection } from '../processes/inspect.ts'
import type { ProcessTable } from '../processes/process-table.ts'
import { deliver, hold, type Delivery, type DeliveryTools, type HeldProcess } from './deliver.ts'
import { parseSignal, type ParsedSignal } from './parse-signal.ts'
import { planTargets } from './plan-targets.ts'
import { ancestorsOf, describeRefusal } from './refusals.ts'
import { signalNames, usuallyEnds } from './signal-names.ts'
import { signalTree } from './signal-tree.ts'

/** Bounds the descriptors held at once. */
const atOnce = 128

export interface Signaller {
  /** Whom a request means, frozen: to be confirmed and then signalled as identities. */
  plan(request: PlanRequest): Promise<Plan>
  /**
   * Sends to each target, its identity checked immediately before, and says where each ended up.
   * @param stop ends the waiting at once: what has been sent stays sent, and nothing is forced any more
   * @throws RangeError when this OS does not know the signal
   */
  signal(request: SignalRequest, stop?: AbortSignal): Promise<readonly SignalResult[]>
  /** What a person's text for a signal means here. */
  parse(text: string): ParsedSignal
  /** Whether a process that does not handle the signal ends by it: only then a grace makes sense. */
  ends(signal: string): boolean
  readonly signals: readonly string[]
  readonly atomic: boolean
  /** What signalling lacks on this machine. */
  readonly degraded: readonly Lack[]
}

export interface SignallerOptions {
  readonly table: Pick<ProcessTable, 'list'>
  /** Nothing is signalled while it answers yes. */
  readonly readOnly?: () => boolean
  readonly ownPid?: number
  readonly platform?: SignallingPlatform
  /** Throws when this program has no descriptors or memory left for a look. */
  readonly inspect?: (pid: number) => Promise<Inspection | undefined>
}

/** @returns what ends, stops and continues processes; `ownPid` and everything above it are refused */
export function createSignaller(options: SignallerOptions): Signaller {
  const { table, ownPid = process.pid, platform = chooseSignalling(), inspect: look = processEyes.inspect } = options
  const inspect = (pid: number): Promise<Inspection | undefined> => look(pid).catch(unseen)
  const { readOnly = () => false } = options
  const rulesNow = async () => ({
    platform,
    ownPid,
    ancestors: await ancestorsOf(ownPid, inspect),
    readOnly: readOnly(),
  })
  return {
    signals: signalNames(platform.signals),
    atomic: platform.atomic,
    degraded: platform.degraded,
    parse: (text) => parseSignal(text, platform.signals),
    ends: usuallyEnds,
    async plan(request) {
      const [{ processes }, rules] = await Promise.all([table.list(), rulesNow()])
      return planTargets(request, processes, platform, rules)
    },
    async signal(request, stop) {
      const signal = parseSignal(request.signal, platform.signals)
      if (signal.kind === 'unknown') throw new RangeError(`This system has no signal "${request.signal}".`)
      if (readOnly()) return request.targets.map((target) => refusedAsReadOnly(target, signal.name))
      const rules = await rulesNow()
      const tools: DeliveryTools = { platform, look, inspect, rules, readOnly, ownerOf: ownersFrom(table) }
      const { evenCritical, graceMs } = request
      const delivery: Delivery = { tools, signal: signal.name, evenCritical, graceMs, stop }
      const targets = withoutDoubles(request.targets)
      return request.tree ? signalAsTrees(targets, delivery) : signalEach(targets, delivery)
    },
  }
}

async function signalEach(targets: readonly ProcessIdentity[], delivery: Delivery): Promise<readonly SignalResult[]> {
  const results: SignalResult[] = []
  for (let from = 0; from < targets.length; from += atOnce) {
    const part = targets.slice(from, from + atOnce).map(async (identity) => {
      const held = await hold(identity, delivery)
      if ('outcome' in held) return held
      try {
        return await deliver(held, delivery)
      } finally {
        held.handle.close()
      }
    })
    results.push(...(await Promise.all(part)))
  }
  return results
}

async function signalAsTrees(
  targets: readonly ProcessIdentity[],
  delivery: Delivery,
): Promise<readonly SignalResult[]> {
  const results: SignalResult[] = []
  const roots: HeldProcess[] = []
  for (const identity of targets) {
    // Whatever is lifted: a tree is stopped first, and who stops itself cannot continue it.
    const own = identity.pid === delivery.tools.rules.ownPid
    const held = await hold(identity, own ? { ...delivery, evenCritical: false } : delivery)
    if ('outcome' in held) results.push(held)
    else roots.push(held)
  }
  return roots.length === 0 ? results : [...(await signalTree(roots, delivery)), ...results]
}

function refusedAsReadOnly(target: ProcessIdentity, signal: string): SignalResult {
  const message = `Process ${target.pid} was not signalled: ${describeRefusal('read-only')}.`
  return { ...target, outcome: 'refused', reason: 'read-only', signal, elapsedMs: 0, message }
}

function withoutDoubles(targets: readonly ProcessIdentity[]): readonly ProcessIdentity[] {
  return [...new Map(targets.map((target) => [`${target.pid}@${target.startKey}`, target])).values()]
}

/** The owner is asked for only when the OS denied a signal: once for all targets of a request. */
function ownersFrom(table: Pick<ProcessTable, 'list'>): DeliveryTools['ownerOf'] {
  let owners: Promise<ReadonlyMap<string, string | undefined>> | undefined
  return async ({ pid, startKey }) => {
    owners ??= table
      .list()
      .then(({ processes }) => new Map(processes.map((row) => [`${row.pid}@${row.startKey}`, row.user])))
    return (await owners).get(`${pid}@${startKey}`)
  }
}
