import type { AdjustRequest, AdjustResult, Change, Scheduling } from '../../shared/contract/adjust.ts'
import type { Lack } from '../../shared/contract/lacks.ts'
import type { ProcessIdentity } from '../../shared/contract/process.ts'
import type { RefusalReason } from '../../shared/contract/signals.ts'
import { formatCpuList } from '../../shared/model/cpu-list.ts'
import { chooseSignalling } from '../platform/choose-signalling.ts'
import { chooseTuning } from '../platform/choose-tuning.ts'
import type { ProcessHandle, SignallingPlatform } from '../platform/signalling.ts'
import type { TuneOutcome, TuningPlatform } from '../platform/tuning.ts'
import { lookAt, processEyes, type Inspection, type Look } from '../processes/inspect.ts'
import { describeRefusal } from '../signals/refusals.ts'

/** Changes how processes are scheduled. */
export interface Tuner {
  readonly affinity: boolean
  readonly degraded: readonly Lack[]
  /**
   * @returns undefined when that process has ended
   * @throws when this program has no descriptors or memory left to look at it
   */
  scheduling(identity: ProcessIdentity): Promise<Scheduling | undefined>
  /** Changes each target, its identity checked immediately before and held meanwhile. */
  adjust(request: AdjustRequest): Promise<readonly AdjustResult[]>
}

export interface TunerOptions {
  /** Nothing is changed while it answers yes. */
  readonly readOnly?: () => boolean
  readonly platform?: TuningPlatform
  readonly signalling?: SignallingPlatform
  /** Throws when this program has no descriptors or memory left for a look. */
  readonly inspect?: (pid: number) => Promise<Inspection | undefined>
}

/** @returns what changes priorities and CPUs on this machine */
export function createTuner(options: TunerOptions = {}): Tuner {
  const { platform = chooseTuning(), signalling = chooseSignalling() } = options
  const { inspect: look = processEyes.inspect, readOnly = () => false } = options
  const { affinity } = platform

  const adjustOne = async (identity: ProcessIdentity, change: Change): Promise<AdjustResult> => {
    const { pid } = identity
    const answer = (outcome: AdjustResult['outcome'], message: string, more: Partial<AdjustResult> = {}) => ({
      ...identity,
      outcome,
      message,
      ...more,
    })
    if (readOnly())
      return answer('refused', 'This Forkscope is read-only; nothing was changed.', { reason: 'read-only' })
    if (pid <= 1) return answer('refused', `Process ${pid} is left as it is.`, { reason: 'init' })
    // Held first, looked at second, as with signals; what is held cannot pass its pid on unnoticed.
    const handle = signalling.open(pid)
    const gone = () => answer('gone', `Process ${pid} has ended already.`)
    if (handle === undefined) return gone()
    try {
      const before = await lookAt(pid, look)
      const { seen, shortage } = before
      if (isUnseen(before, handle)) {
        const why = `${describeRefusal('unseen')}${shortage === undefined ? '' : ` (${shortage})`}`
        return answer('denied', `Process ${pid} was left as it is: ${why}.`, { reason: 'unseen' })
      }
      if (seen === undefined) return gone()
      if (seen.startKey !== identity.startKey) {
        return answer('reused', `Pid ${pid} belongs to another process by now (${seen.name}); nothing was changed.`)
      }
      const { name } = seen
      const refusal = refusalOf(seen, signalling)
      if (refusal !== undefined) return answer('refused', `Process ${pid} is left as it is.`, { name, reason: refusal })
      if (seen.state === 'zombie' && handle.hasEnded() !== false) {
        return answer('zombie', `Process ${pid} has ended already and is scheduled no more.`, { name })
      }
      const outcome = await apply(pid, change, platform)
      // The system may leave out some of the CPUs asked for, and say nothing.
      const cpus = change.kind === 'affinity' && outcome.kind === 'changed' ? await affinity?.read(pid) : undefined
      const after = await lookAt(pid, look)
      if (!isUnseen(after, handle) && after.seen?.startKey !== identity.startKey) {
        return answer('gone', `Process ${pid} ended while it was changed.`, { name })
      }
      return { ...answer(...wordsOf(outcome, pid, change, cpus)), name }
    } finally {
      handle.close()
    }
  }

  return {
    affinity: affinity !== undefined,
    degraded: platform.degraded,
    async scheduling({ pid, startKey }) {
      if (pid <= 0) return undefined
      const nice = platform.readNice(pid)
      const cpus = await affinity?.read(pid)
      const seen = await look(pid)
      if (seen?.startKey !== startKey) return undefined
      return {
        ...(nice !== undefined && { nice }),
        ...(cpus !== undefined && { cpus: [...cpus] }),
        usableCpus: [...(affinity?.usable?.(pid) ?? affinity?.online() ?? [])],
      }
    },
    async adjust({ targets, change }) {
      const results: AdjustResult[] = []
      for (const target of targets) results.push(await adjustOne(target, change))
      return results
    },
  }
}

/** @returns whether it could not be looked at and has not ended by that: a handle that cannot tell leaves it to the error */
function isUnseen({ seen, shortage }: Look, handle: ProcessHandle): boolean {
  return seen === undefined && !(handle.hasEnded() ?? shortage === undefined)
}

function refusalOf(seen: Inspection, signalling: SignallingPlatform): RefusalReason | undefined {
  if (signalling.isKernelThread(seen.pid)) return 'kernel-thread'
  return signalling.isCritical(seen.name) ? 'critical' : undefined
}

function apply(pid: number, change: Change, platform: TuningPlatform): TuneOutcome | Promise<TuneOutcome> {
  switch (change.kind) {
    case 'nice':
      return platform.setNice(pid, change.nice)
    case 'affinity': {
      const { affinity } = platform
      if (affinity === undefined) return { kind: 'unsupported' }
      // The kernel would leave out those that it has not, and say nothing.
      const online = new Set(affinity.online())
      return change.cpus.every((cpu) => online.has(cpu)) ? affinity.set(pid, change.cpus) : { kind: 'no-such-cpu' }
    }
  }
}

type Words = [outcome: AdjustResult['outcome'], message: string, more?: Partial<AdjustResult>]

/** @param cpus those that it really runs on now, as far as that can be had */
function wordsOf(outcome: TuneOutcome, pid: number, change: Change, cpus: readonly number[] | undefined): Words {
  switch (outcome.kind) {
    case 'changed':
      return change.kind === 'nice'
        ? ['changed', `Process ${pid} has the niceness ${change.nice} now.`]
        : affinityWords(pid, change.cpus, cpus ?? change.cpus)
    case 'gone':
      return ['gone', `Process ${pid} has ended already.`]
    case 'denied':
      return [
        'denied',
        `Process ${pid} belongs to another user; this account may not change it.`,
        { reason: 'not-permitted' },
      ]
    case 'raise-priority':
      return ['denied', `Only an administrator may make process ${pid} more urgent.`, { reason: 'raise-priority' }]
    case 'no-such-cpu':
      return ['refused', `Process ${pid} may run on none of these CPUs.`, { reason: 'no-such-cpu' }]
    case 'unsupported':
      return ['refused', `This system cannot change that of process ${pid}.`, { reason: 'unsupported' }]
    case 'failed':
      return ['denied', `Process ${pid} was not changed: ${outcome.cause}.`, { reason: 'failed' }]
  }
}

function affinityWords(pid: number, asked: readonly number[], given: readonly number[]): Words {
  const now = `Process ${pid} runs on the CPUs ${formatCpuList(given)} now`
  if (formatCpuList(given) === formatCpuList(asked)) return ['changed', `${now}.`]
  return ['changed', `${now}; the system gave it no other of ${formatCpuList(asked)}.`, { cpus: [...given] }]
}
