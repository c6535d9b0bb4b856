import type { SampleInfo, TableEvent } from '../../shared/contract/process.ts'
import { allCpuTimes, busyPercent, memory, type CpuTimes } from '../machine/machine-totals.ts'
import { chooseSource } from '../platform/choose-platform.ts'
import { createTableBuilder } from './table-builder.ts'

export type WantedSource = 'auto' | 'ps-list'

export interface SamplerSettings {
  readonly intervalMs: number
  readonly source: WantedSource
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

/** What a sampler tells: events of the table, and what its source cannot do. */
export type SamplerMessage =
  | { readonly kind: 'event'; readonly event: TableEvent }
  | { readonly kind: 'source'; readonly name: SampleInfo['source']; readonly degraded: readonly string[] }

/** @param emit is told of the source, then of a snapshot after each start, then of differences */
export function createSampler(initial: SamplerSettings, emit: (message: SamplerMessage) => void): Sampler {
  let settings = initial
  let source = chooseSource(settings.source)
  let builder = createTableBuilder()
  let running = false
  let snapshotDue = true
  let busy = false
  let again = false
  let timer: NodeJS.Timeout | undefined
  let cpuBefore: CpuTimes | undefined

  const tellSource = (): void => emit({ kind: 'source', name: source.name, degraded: source.degraded })
  tellSource()

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
      const difference = builder.next(await source.read(), from)
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
      snapshotDue = true
      const message = `The process list could not be read (${String(cause)}); it is tried again.`
      emit({ kind: 'event', event: { kind: 'trouble', at: Date.now(), message } })
    } finally {
      busy = false
      if (running) timer = setTimeout(() => void take(), again ? 0 : settings.intervalMs)
      again = false
    }
  }

  const describe = (costMs: number): SampleInfo => {
    const cpuNow = allCpuTimes()
    const cpuPercent = busyPercent(cpuBefore, cpuNow)
    cpuBefore = cpuNow
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
      if (changedSource) {
        source.close()
        source = chooseSource(settings.source)
        builder = createTableBuilder()
        snapshotDue = true
        tellSource()
      }
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
    },
    close() {
      running = false
      clearTimeout(timer)
      source.close()
      return Promise.resolve()
    },
  }
}
