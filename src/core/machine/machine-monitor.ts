import { setImmediate, setTimeout as delay } from 'node:timers/promises'
import type { MachineEvent, MachineSample } from '../../shared/contract/machine.ts'
import { appendRecent, machineSpanMs } from '../../shared/model/recent.ts'
import { chooseMachineSource } from '../platform/choose-machine-source.ts'
import type { MachineSource } from '../platform/machine-source.ts'
import { sampleOf } from './sample-of.ts'

/** Watches the machine as a whole. Nobody watches: nothing is read, but what was read is kept. */
export interface MachineMonitor {
  /** The facts, the kept samples, then each new one, until the signal aborts. */
  watch(signal: AbortSignal): AsyncGenerator<MachineEvent>
  stop(): void
}

export interface MachineMonitorOptions {
  readonly source?: MachineSource
  readonly intervalMs?: number
}

/** Rates need two readings: the first pair is closer, so that a page need not wait. */
const firstPauseMs = 500
/** So many kept samples at once cost the event loop a millisecond. */
const samplesAtOnce = 60

/** @returns the monitor of this machine; all who watch share one reading a second */
export function createMachineMonitor(options: MachineMonitorOptions = {}): MachineMonitor {
  const { source = chooseMachineSource(), intervalMs = 1000 } = options
  const stopping = new AbortController()
  const readers = new Set<(sample: MachineSample) => void>()
  let kept: readonly MachineSample[] = []
  let sampling: AbortController | undefined

  const sample = async (signal: AbortSignal): Promise<void> => {
    let before = await source.read()
    let pauseMs = Math.min(firstPauseMs, intervalMs)
    while (!signal.aborted) {
      // An abort ends the pause; then nobody is left to tell.
      await delay(pauseMs, undefined, { signal }).catch(() => undefined)
      const now = await source.read()
      if (signal.aborted) return
      const latest = sampleOf(before, now, Date.now())
      kept = appendRecent(kept, [latest], machineSpanMs)
      for (const tell of readers) tell(latest)
      before = now
      pauseMs = intervalMs
    }
  }

  const begin = (): void => {
    sampling = new AbortController()
    sample(sampling.signal).catch((cause: unknown) => {
      process.stderr.write(`The machine's figures are no longer read: ${String(cause)}\n`)
    })
  }

  async function* watch(signal: AbortSignal): AsyncGenerator<MachineEvent> {
    const ended = AbortSignal.any([signal, stopping.signal])
    if (ended.aborted) return
    let fresh: MachineSample[] = []
    let wake = (): void => {}
    const tell = (each: MachineSample): void => {
      fresh = [...appendRecent(fresh, [each], machineSpanMs)]
      wake()
    }
    ended.addEventListener('abort', () => wake(), { once: true })
    const history = kept
    readers.add(tell)
    if (readers.size === 1) begin()
    try {
      yield { kind: 'facts', facts: source.facts() }
      for (let from = 0; from < history.length && !ended.aborted; from += samplesAtOnce) {
        if (from > 0) await setImmediate()
        yield { kind: 'samples', samples: history.slice(from, from + samplesAtOnce) }
      }
      while (!ended.aborted) {
        if (fresh.length === 0) await new Promise<void>((resolve) => (wake = resolve))
        const samples = fresh
        fresh = []
        if (samples.length > 0 && !ended.aborted) yield { kind: 'samples', samples }
      }
    } finally {
      readers.delete(tell)
      if (readers.size === 0) sampling?.abort()
    }
  }

  return { watch, stop: () => stopping.abort() }
}
