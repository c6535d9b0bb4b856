import { setTimeout as delay } from 'node:timers/promises'
import type { Fact } from '../../shared/contract/facts.ts'
import type { Lack } from '../../shared/contract/lacks.ts'
import type { Process, ProcessIdentity, SampleInfo, SourceName, TableEvent } from '../../shared/contract/process.ts'
import { keyOf } from '../../shared/model/tree.ts'
import { choosePlatform, chooseSource } from '../platform/choose-platform.ts'
import type { ProcessPlatform } from '../platform/source.ts'
import { createNoteBook, type NoteBook, type ProcessNotes } from './notes.ts'
import { sameValue } from '../../shared/model/same-value.ts'
import { createSampler, type SamplerMessage, type SamplerSettings, type WantedSource } from './sampler.ts'
import { createSamplerThread } from './sampler-thread.ts'
import { createTableCopy } from './table-copy.ts'
import { Watcher } from './watcher.ts'

export interface TableSnapshot {
  /** Epoch milliseconds. */
  readonly at: number
  readonly processes: readonly Process[]
  readonly sample: SampleInfo
}

/** The live table of all processes. Nobody watches: nothing is sampled. */
export interface ProcessTable {
  /** Looks once ahead of the first watcher, who then need not wait: a host whose page is about to open asks for it. */
  prepare(): void
  /** The table now: two samples 200 ms apart unless it is being watched, so that CPU figures exist. */
  list(facts?: readonly Fact[]): Promise<TableSnapshot>
  /**
   * A snapshot, then differences, until the signal aborts.
   * @param facts what rows hold besides what they always do; they hold what others ask for too
   * @param early whether the first table is told in parts (`more`) while it still comes
   */
  watch(signal: AbortSignal, facts?: readonly Fact[], early?: boolean): AsyncGenerator<TableEvent>
  /** Takes a sample at once if the table is watched: after a signal its effect shows without waiting. */
  refresh(): void
  setIntervalMs(ms: number): void
  setSource(source: WantedSource): Promise<void>
  readonly source: SourceName
  readonly degraded: readonly Lack[]
  /** Shown in the rows from now on; forgotten when the process ends. */
  annotate(identity: ProcessIdentity, notes: ProcessNotes): void
  /** The whole command line; undefined when the process has ended or the OS denies it. */
  commandLine(identity: ProcessIdentity): Promise<readonly string[] | undefined>
  stop(): Promise<void>
}

interface Wishes {
  readonly facts: readonly Fact[]
  /** Wants to look only once. */
  readonly once: boolean
  readonly early: boolean
}

export interface ProcessTableOptions {
  /** The built worker; without it the sampler runs in this thread. */
  readonly samplerFile?: string
  readonly intervalMs?: number
  readonly source?: WantedSource
  /** Where annotations are kept; tests look into it. */
  readonly notes?: NoteBook
}

const secondSampleAfterMs = 200
/** With so many notes while nobody watches, the table is looked at for those of ended processes. */
const manyNotes = 64

/** @returns the process table of this machine; `stop()` gives back its thread and descriptors */
export function createProcessTable(options: ProcessTableOptions = {}): ProcessTable {
  const platform = choosePlatform()
  let settings: SamplerSettings = {
    intervalMs: options.intervalMs ?? 1000,
    source: options.source ?? 'auto',
    facts: [],
    live: false,
  }
  let about = describeSource(settings.source)
  const notes = options.notes ?? createNoteBook()
  const copy = createTableCopy(notes)
  let tooManyNotes = manyNotes
  /** Found out when it is asked for. */
  let silence: readonly Lack[] | undefined
  const watchers = new Map<Watcher, Wishes>()
  /** Those who were told parts of the first table: its end tells them the rest only. */
  const toldParts = new Set<Watcher>()
  /** How many whole tables have come. */
  let wholes = 0
  const stopping = new AbortController()

  const broadcast = (event: TableEvent): void => {
    for (const watcher of watchers.keys()) watcher.offer(event)
  }

  const receive = (message: SamplerMessage): void => {
    if (message.kind === 'source') about = message
    else if (watchers.size > 0) keep(message)
  }

  const keep = (message: Exclude<SamplerMessage, { kind: 'source' }>): void => {
    const { kind, event } = message
    if (kind === 'part') return tellPart(copy.takePart(event))
    const all = message.news !== true
    if (all) wholes += 1
    const taken = copy.take(event, all)
    tooManyNotes = Math.max(manyNotes, 2 * notes.size)
    if (taken === undefined) return
    for (const watcher of watchers.keys()) watcher.offer(toldParts.has(watcher) ? taken.rest : taken.whole)
    toldParts.clear()
  }

  const tellPart = (part: TableEvent | undefined): void => {
    if (part === undefined) return
    if (part.kind === 'snapshot') for (const [watcher, { early }] of watchers) if (early) toldParts.add(watcher)
    for (const watcher of toldParts) watcher.offer(part)
  }

  const sampler =
    options.samplerFile === undefined
      ? createSampler(settings, receive)
      : createSamplerThread(options.samplerFile, settings, receive)

  /** What any of the watchers asks for is read, and nothing else. */
  const readWhatIsAsked = (): void => {
    const facts = [...new Set([...watchers.values()].flatMap((each) => each.facts))].toSorted()
    const live = [...watchers.values()].some(({ once }) => !once)
    if (sameValue({ facts, live }, { facts: settings.facts, live: settings.live })) return
    settings = { ...settings, facts, live }
    sampler.configure(settings)
  }

  async function* follow(signal: AbortSignal, wishes: Wishes): AsyncGenerator<TableEvent> {
    const watcher = new Watcher(AbortSignal.any([signal, stopping.signal]))
    if (copy.latest !== undefined) {
      watcher.offer({ kind: 'snapshot', ...copy.latest, processes: [...copy.rows.values()] })
    }
    watchers.set(watcher, wishes)
    readWhatIsAsked()
    if (watchers.size === 1) sampler.start()
    try {
      yield* watcher.events()
    } finally {
      watchers.delete(watcher)
      toldParts.delete(watcher)
      if (watchers.size === 0) {
        sampler.pause()
        copy.clear()
      }
      readWhatIsAsked()
    }
  }

  const list = async (facts: readonly Fact[] = []): Promise<TableSnapshot> => {
    const stop = new AbortController()
    const live = copy.latest !== undefined
    const asked = facts.every((fact) => settings.facts.includes(fact))
    // A live table's copy may be an interval old; what is asked for is now. A table that was on its way without the
    // facts does not count.
    const due = wholes + (live ? (asked ? 1 : 3) : 2)
    const events = follow(stop.signal, { facts, once: true, early: false })
    try {
      for await (const event of events) {
        if (event.kind === 'trouble') throw new Error(event.message)
        if (wholes >= due && copy.latest !== undefined) return { ...copy.latest, processes: [...copy.rows.values()] }
        if (!live || !asked) await delay(secondSampleAfterMs)
        sampler.sample()
      }
      throw new Error('The process table was stopped while it was read.')
    } finally {
      stop.abort()
      await events.return(undefined)
    }
  }

  return {
    prepare: () => sampler.prepare(),
    watch: (signal, facts = [], early = false) => follow(signal, { facts, once: false, early }),
    list,
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
      return about.name === 'procfs' ? [...about.degraded, ...(silence ??= silentLacks(platform))] : about.degraded
    },
    annotate(identity, more) {
      notes.write(identity, more, Date.now())
      if (notes.size > tooManyNotes && watchers.size === 0) {
        tooManyNotes = 2 * notes.size
        // The snapshot forgets; a failure leaves them for the next look.
        void list().catch(() => undefined)
      }
      const changed = copy.annotate(keyOf(identity))
      if (changed === undefined || copy.latest === undefined) return
      broadcast({ kind: 'change', ...copy.latest, started: [], ended: [], changed: [changed] })
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
      copy.clear()
      notes.clear()
    },
  }
}

/** Known before the first sample: a source says what it is without reading anything. */
function describeSource(wanted: WantedSource): { readonly name: SourceName; readonly degraded: readonly Lack[] } {
  const source = chooseSource(wanted)
  source.close()
  return { name: source.name, degraded: source.degraded }
}

/** @returns the lack when the OS does not tell of starts and ends by itself, though this source could follow it */
function silentLacks(platform: ProcessPlatform): readonly Lack[] {
  const events = platform.openEvents()
  events?.close()
  return events === undefined ? [{ kind: 'silent' }] : []
}
