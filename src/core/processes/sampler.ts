import type { Fact } from '../../shared/contract/facts.ts'
import type { SampleInfo, TableEvent } from '../../shared/contract/process.ts'
import { createCpuMeter } from '../machine/cpu-meter.ts'
import { memory } from '../machine/machine-totals.ts'
import { chooseSource } from '../platform/choose-platform.ts'
import { createTableBuilder } from './table-builder.ts'

export type WantedSource = 'auto' | 'ps-list'

export interface SamplerSettings {
  readonly intervalMs: number
  readonly source: WantedSource
  /** What is read besides what is always read. */
  readonly facts: readonly Fact[]
}

/** Takes samples; where it runs (this thread or a worker) is the caller's matter. */
export interface Sampler {
  configure(settings: SamplerSettings): void
  /** Begins with a snapshot, then goes on at the interval. */
  start(): void
  /** Takes a sample out of turn; the next regular one follows an interval later. */
  sample(): void
  pause(): void
  /** Gives back thread and descriptors. */
  close(): Promise<void>
}

/** What a sampler tells: events of the table, and what its source cannot do. A thread tells a large event in parts. */
export type SamplerMessage =
  | { readonly kind: 'event'; readonly event: TableEvent }
  /** More of the same event follows; its last part comes as `event`. */
  | { readonly kind: 'part'; readonly event: TableEvent }
  | { readonly kind: 'source'; readonly name: SampleInfo['source']; readonly degraded: readonly string[] }

/**
 * @param emit is told of the source, then of a snapshot after each start, then of differences
 * @param choose opens the wanted source; asked again when that fails, for there may be another one by then
 */
export function createSampler(
  initial: SamplerSettings,
  emit: (message: SamplerMessage) => void,
  choose = chooseSource,
): Sampler {
  let settings = initial
  let source = choose(settings.source)
  let builder = createTableBuilder()
  let running = false
  let snapshotDue = true
  let busy = false
  let again = false
  let closed = false
  let timer: NodeJS.Timeout | undefined
  const cpuPercentAt = createCpuMeter()

  const tellSource = (): void => emit({ kind: 'source', name: source.name, degraded: source.degraded })
  tellSource()

  const reopen = (): void => {
    const former = source
    former.close()
    source = choose(settings.source)
    snapshotDue = true
    // Another source has other identities: nothing of one can be compared with the other.
    if (source.name !== former.name) builder = createTableBuilder()
    tellSource()
  }

  const take = async (): Promise<void> => {
    if (busy) {
      again = true
      return
    }
    busy = true
    clearTimeout(timer)
    try {
      const from = performance.now()
      const at = Date.now()
      const asked = source
      const rows = await asked.read(new Set(settings.facts))
      // Another source was chosen meanwhile: it is asked next.
      if (source !== asked) return
      const difference = builder.next(rows, from)
      const sample = describe(performance.now() - from)
      if (!running) return
      if (snapshotDue) {
        snapshotDue = false
        emit({ kind: 'event', event: { kind: 'snapshot', at, processes: [...builder.rows()], sample } })
      } else {
        const { started, ended, changed } = difference
        const event = {
          kind: 'change' as const,
          at,
          started: [...started],
          ended: [...ended],
          changed: [...changed],
          sample,
        }
        emit({ kind: 'event', event })
      }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      const message = `The process list could not be read (${reason}); it is tried again.`
      emit({ kind: 'event', event: { kind: 'trouble', at: Date.now(), message } })
      if (!closed) reopen()
    } finally {
      busy = false
      if (running) timer = setTimeout(() => void take(), again ? 0 : settings.intervalMs)
      again = false
    }
  }

  const describe = (costMs: number): SampleInfo => {
    const cpuPercent = cpuPercentAt(performance.now())
    return {
      source: source.name,
      costMs: Math.round(costMs * 10) / 10,
      intervalMs: settings.intervalMs,
      ...(cpuPercent !== undefined && { cpuPercent }),
      ...memory(),
    }
  }

  return {
    configure(next) {
      const changedSource = next.source !== settings.source
      settings = next
      if (changedSource) reopen()
      if (running) void take()
    },
    start() {
      if (running) return
      running = true
      snapshotDue = true
      void take()
    },
    sample() {
      if (running) void take()
    },
    pause() {
      running = false
      clearTimeout(timer)
      // Descriptors are for speed, and nobody waits for anything now.
      source.rest()
    },
    close() {
      closed = true
      running = false
      clearTimeout(timer)
      source.close()
      return Promise.resolve()
    },
  }
}
