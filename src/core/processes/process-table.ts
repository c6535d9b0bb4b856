import { setTimeout as delay } from 'node:timers/promises'
import type {
  LabMark,
  Process,
  ProcessIdentity,
  SampleInfo,
  SourceName,
  TableEvent,
} from '../../shared/contract/process.ts'
import { choosePlatform, chooseSource } from '../platform/choose-platform.ts'
import { createSampler, type SamplerMessage, type WantedSource } from './sampler.ts'
import { createSamplerThread } from './sampler-thread.ts'
import { Watcher } from './watcher.ts'

export interface TableSnapshot {
  /** Epoch milliseconds. */
  readonly at: number
  readonly processes: readonly Process[]
  readonly sample: SampleInfo
}

/** What others know of a process and the OS does not tell. */
export interface ProcessNotes {
  readonly lab?: LabMark
  readonly daemon?: Process['daemon']
}

/** The live table of all processes. Nobody watches: nothing is sampled. */
export interface ProcessTable {
  /** The table now: two samples 200 ms apart unless it is being watched, so that CPU figures exist. */
  list(): Promise<TableSnapshot>
  /** A snapshot, then differences, until the signal aborts. */
  watch(signal: AbortSignal): AsyncGenerator<TableEvent>
  /** Takes a sample at once if the table is watched: after a signal its effect shows without waiting. */
  refresh(): void
  setIntervalMs(ms: number): void
  setSource(source: WantedSource): Promise<void>
  readonly source: SourceName
  readonly degraded: readonly string[]
  /** Shown in the rows from now on; forgotten when the process ends. */
  annotate(identity: ProcessIdentity, notes: ProcessNotes): void
  /** The whole command line; undefined when the process has ended or the OS denies it. */
  commandLine(identity: ProcessIdentity): Promise<readonly string[] | undefined>
  stop(): Promise<void>
}

export interface ProcessTableOptions {
  /** The built worker; without it the sampler runs in this thread. */
  readonly samplerFile?: string
  readonly intervalMs?: number
  readonly source?: WantedSource
}

const secondSampleAfterMs = 200
const keyOf = (each: ProcessIdentity): string => `${each.pid}@${each.startKey}`

/** @returns the process table of this machine; `stop()` gives back its thread and descriptors */
export function createProcessTable(options: ProcessTableOptions = {}): ProcessTable {
  const platform = choosePlatform()
  let settings = { intervalMs: options.intervalMs ?? 1000, source: options.source ?? ('auto' as const) }
  let about = describeSource(settings.source)
  let rows = new Map<string, Process>()
  let latest: { readonly at: number; readonly sample: SampleInfo } | undefined
  const notes = new Map<string, ProcessNotes>()
  const watchers = new Set<Watcher>()
  const stopping = new AbortController()

  const annotated = (row: Process): Process => {
    const more = notes.get(keyOf(row))
    return more === undefined ? row : { ...row, ...more }
  }
  const broadcast = (event: TableEvent): void => {
    for (const watcher of watchers) watcher.offer(event)
  }

  const receive = (message: SamplerMessage): void => {
    if (message.kind === 'source') about = message
    else broadcast(keep(message.event))
  }

  /** Keeps the table's own copy up to date. @returns the event with annotations */
  const keep = (event: TableEvent): TableEvent => {
    if (event.kind === 'trouble') return event
    latest = { at: event.at, sample: event.sample }
    if (event.kind === 'snapshot') {
      const processes = event.processes.map(annotated)
      rows = new Map(processes.map((row) => [keyOf(row), row]))
      return { ...event, processes }
    }
    const started = event.started.map(annotated)
    const changed = event.changed.map(annotated)
    for (const row of [...started, ...changed]) rows.set(keyOf(row), row)
    for (const row of event.ended) {
      rows.delete(keyOf(row))
      notes.delete(keyOf(row))
    }
    return { ...event, started, changed }
  }

  const sampler =
    options.samplerFile === undefined
      ? createSampler(settings, receive)
      : createSamplerThread(options.samplerFile, settings, receive)

  async function* watch(signal: AbortSignal): AsyncGenerator<TableEvent> {
    const watcher = new Watcher(AbortSignal.any([signal, stopping.signal]))
    if (latest !== undefined) watcher.offer({ kind: 'snapshot', ...latest, processes: [...rows.values()] })
    watchers.add(watcher)
    if (watchers.size === 1) sampler.start()
    try {
      yield* watcher.events()
    } finally {
      watchers.delete(watcher)
      if (watchers.size === 0) {
        sampler.pause()
        latest = undefined
      }
    }
  }

  return {
    watch,
    async list() {
      const stop = new AbortController()
      const live = latest !== undefined
      const events = watch(stop.signal)
      try {
        // A live table's copy may be an interval old; what is asked for is now.
        for await (const event of events) {
          if (event.kind === 'change') return { at: event.at, processes: [...rows.values()], sample: event.sample }
          if (event.kind === 'trouble') throw new Error(event.message)
          if (event.kind === 'snapshot' && !live) await delay(secondSampleAfterMs)
          sampler.sample()
        }
        throw new Error('The process table was stopped while it was read.')
      } finally {
        stop.abort()
        await events.return(undefined)
      }
    },
    refresh: () => sampler.sample(),
    setIntervalMs(intervalMs) {
      if (intervalMs === settings.intervalMs) return
      settings = { ...settings, intervalMs }
      sampler.configure(settings)
    },
    setSource(source) {
      settings = { ...settings, source }
      about = describeSource(source)
      sampler.configure(settings)
      return Promise.resolve()
    },
    get source() {
      return about.name
    },
    get degraded() {
      return about.degraded
    },
    annotate(identity, more) {
      const key = keyOf(identity)
      notes.set(key, { ...notes.get(key), ...more })
      const row = rows.get(key)
      if (row === undefined || latest === undefined) return
      const changed = annotated(row)
      rows.set(key, changed)
      broadcast({ kind: 'change', ...latest, started: [], ended: [], changed: [changed] })
    },
    async commandLine(identity) {
      const command = await platform.commandLine(identity.pid)
      const holder = await platform.identify(identity.pid)
      // A living process without arguments (a kernel thread, a zombie) has an empty command line.
      return holder === identity.startKey ? (command ?? []) : undefined
    },
    async stop() {
      stopping.abort()
      await sampler.close()
      rows.clear()
      notes.clear()
    },
  }
}

/** Known before the first sample: a source says what it is without reading anything. */
function describeSource(wanted: WantedSource): { readonly name: SourceName; readonly degraded: readonly string[] } {
  const source = chooseSource(wanted)
  source.close()
  return { name: source.name, degraded: source.degraded }
}
