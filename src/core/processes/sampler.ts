import { setTimeout as delay } from 'node:timers/promises'
import type { Fact } from '../../shared/contract/facts.ts'
import type { Lack } from '../../shared/contract/lacks.ts'
import type { SampleInfo, TableEvent } from '../../shared/contract/process.ts'
import { createCpuMeter } from '../machine/cpu-meter.ts'
import { memory } from '../machine/machine-totals.ts'
import { chooseSource } from '../platform/choose-platform.ts'
import { followByTimer, type FollowEvents } from './follow-events.ts'
import { createLiveChanges, type Difference, type LiveChanges } from './live-changes.ts'
import { createTableBuilder } from './table-builder.ts'
import { troubleOf } from './trouble.ts'

export type WantedSource = 'auto' | 'ps-list'

export interface SamplerSettings {
  readonly intervalMs: number
  readonly source: WantedSource
  /** What is read besides what is always read. */
  readonly facts: readonly Fact[]
  /** Follow what the OS tells by itself, where it does: somebody does not only want to look once. */
  readonly live: boolean
}

/** A look that was taken ahead is told to who comes so soon after it. */
const aheadMs = 5000
const showMs = 250
/** While a window is about to open its own programs need the CPUs: between two looks so many times what a look took. */
const idleShare = 1

/** Takes samples; where it runs (this thread or a worker) is the caller's matter. */
export interface Sampler {
  configure(settings: SamplerSettings): void
  /**
   * Looks before anybody watches: who comes soon gets what was seen at once, be it a glance, and what has changed as soon
   * as it is known. What is read once of each process (command line, executable) is read then.
   */
  prepare(): void
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
  /** `news`: between two samples, because the OS told of something. */
  | { readonly kind: 'event'; readonly event: TableEvent; readonly news?: boolean }
  /** More of the same event follows; its last part comes as `event`. */
  | { readonly kind: 'part'; readonly event: TableEvent }
  | { readonly kind: 'source'; readonly name: SampleInfo['source']; readonly degraded: readonly Lack[] }

/**
 * @param emit is told of the source, then of a snapshot after each start, then of differences
 * @param choose opens the wanted source; asked again when that fails, for there may be another one by then
 * @param followEvents how to hear of what the OS tells by itself
 * @param taken resolves when what was emitted has arrived where it goes: no look keeps this thread from handing it over
 */
export function createSampler(
  initial: SamplerSettings,
  emit: (message: SamplerMessage) => void,
  choose = chooseSource,
  followEvents: FollowEvents = followByTimer,
  taken: () => Promise<void> = () => Promise.resolve(),
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
  let live: LiveChanges | undefined
  let unfollow: (() => void) | undefined
  let latest: SampleInfo | undefined
  let preparing = false
  /** Resolves when who was told of the look ahead has had time to show it: the next look takes a CPU from them. */
  let shown: Promise<void> = Promise.resolve()
  /** The look that was taken before anybody watched. */
  let ahead: { readonly at: number; readonly sample: SampleInfo } | undefined

  const stopLive = (): void => {
    unfollow?.()
    live?.stop()
    unfollow = undefined
    live = undefined
  }

  /** Follows the OS while somebody wants it and the source can read single processes. */
  const arrangeLive = (): void => {
    const wanted = running && settings.live && source.readSome !== undefined
    if (wanted === (unfollow !== undefined)) return
    stopLive()
    if (!wanted) return
    const changes = createLiveChanges({
      builder,
      readSome: (pids, renewed) => source.readSome?.(pids, renewed, new Set(settings.facts)) ?? new Map(),
      emit: (difference) => {
        if (latest === undefined || snapshotDue) return
        emit({ kind: 'event', news: true, event: changeOf(difference, Date.now(), latest) })
      },
      scan: () => void take(),
      fail: report,
    })
    unfollow = followEvents({
      opened() {
        live = changes
        // What has happened since the last look, nobody has told.
        void take()
      },
      hear: (happenings) => changes.hear(happenings),
      // Without news the table goes on by looking.
      lost() {
        changes.stop()
        if (live === changes) live = undefined
      },
    })
  }

  const report = (cause: unknown): void => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const message = `The process list could not be read (${reason}); it is tried again.`
    emit({ kind: 'event', event: { kind: 'trouble', at: Date.now(), message, trouble: troubleOf(cause) } })
    if (!closed) reopen()
  }

  const tellSource = (): void => emit({ kind: 'source', name: source.name, degraded: source.degraded })
  tellSource()

  const reopen = (): void => {
    const former = source
    stopLive()
    former.close()
    source = choose(settings.source)
    snapshotDue = true
    // What the former one saw ahead is nothing of this one.
    ahead = undefined
    preparing = false
    // Another source has other identities: nothing of one can be compared with the other.
    if (source.name !== former.name) builder = createTableBuilder()
    tellSource()
    arrangeLive()
  }

  const take = async (): Promise<void> => {
    if (busy) {
      again = true
      return
    }
    busy = true
    clearTimeout(timer)
    try {
      await Promise.all([taken(), shown])
      if (closed) return
      const from = performance.now()
      const at = Date.now()
      const asked = source
      const rows = await asked.read(new Set(settings.facts))
      // Another source was chosen meanwhile: it is asked next.
      if (source !== asked) return
      // A snapshot has nobody to tell of ends: who is gone is not in it.
      const unheard = snapshotDue ? [] : live?.unheard(rows)
      const difference = builder.next(rows, from, live?.exits, unheard)
      const completed = live?.complete(difference) ?? difference
      const sample = describe(performance.now() - from)
      if (!running) {
        if (preparing) ahead = { at, sample }
        return
      }
      latest = sample
      if (snapshotDue) tellAll(at, sample)
      else emit({ kind: 'event', event: changeOf(completed, at, sample) })
    } catch (cause) {
      // Before anybody watches, nobody is there to hear of it: the first sample meets the same.
      if (running) report(cause)
    } finally {
      busy = false
      if (running) timer = setTimeout(() => void take(), again ? 0 : settings.intervalMs)
      else source.rest()
      again = false
      preparing = false
    }
  }

  /** A glance, then what it leaves out, until somebody comes: nothing that would keep them waiting. */
  const lookAhead = async (): Promise<void> => {
    const asked = source
    preparing = true
    if (asked.glance === undefined) return take()
    try {
      const [from, at] = [performance.now(), Date.now()]
      builder.next(asked.glance(), from)
      ahead = { at, sample: describe(performance.now() - from) }
      let fromMs = performance.now()
      for (const _ of asked.meet?.() ?? []) {
        await delay((performance.now() - fromMs) * idleShare, undefined, { ref: false })
        if (running || closed || source !== asked) return
        fromMs = performance.now()
      }
      asked.rest()
    } catch {
      // Before anybody watches, nobody is there to hear of it: the first sample meets the same.
    }
    preparing = false
  }

  const tellAll = (at: number, sample: SampleInfo): void => {
    snapshotDue = false
    latest = sample
    emit({ kind: 'event', event: { kind: 'snapshot', at, processes: [...builder.rows()], sample } })
  }

  const describe = (costMs: number): SampleInfo => {
    const cpuPercent = cpuPercentAt(performance.now())
    return {
      source: source.name,
      costMs: Math.round(costMs * 10) / 10,
      intervalMs: settings.intervalMs,
      ...(cpuPercent !== undefined && { cpuPercent }),
      ...memory(),
      ...(live !== undefined && { liveEvents: true, forksPerSecond: live.forksPerSecond() }),
    }
  }

  return {
    configure(next) {
      const changedSource = next.source !== settings.source
      settings = next
      if (changedSource) reopen()
      arrangeLive()
      if (running) void take()
    },
    prepare() {
      if (!busy && !running && !preparing) void lookAhead()
    },
    start() {
      if (running) return
      running = true
      snapshotDue = true
      arrangeLive()
      // Who looks only once wants to know what is now, and whole.
      if (ahead !== undefined && settings.live && Date.now() - ahead.at < aheadMs) {
        tellAll(ahead.at, ahead.sample)
        shown = delay(showMs, undefined, { ref: false })
      }
      ahead = undefined
      void take()
    },
    sample() {
      if (running) void take()
    },
    pause() {
      running = false
      clearTimeout(timer)
      stopLive()
      // Descriptors are for speed, and nobody waits for anything now.
      source.rest()
    },
    close() {
      closed = true
      running = false
      clearTimeout(timer)
      stopLive()
      source.close()
      return Promise.resolve()
    },
  }
}

function changeOf({ started, ended, changed }: Difference, at: number, sample: SampleInfo): TableEvent {
  return { kind: 'change', at, started: [...started], ended: [...ended], changed: [...changed], sample }
}
