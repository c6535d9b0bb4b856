import type { Process, TableEvent } from '../../../../../shared/contract/process.ts'
import { keyOf } from '../../../../../shared/model/tree.ts'
import { StepHistory, type HistoryPoints } from './step-history.ts'

/** Two measures each: CPU use (percent) and memory (bytes); bytes read and written per second. */
export interface ProcessHistories {
  readonly load: HistoryPoints
  readonly io: HistoryPoints
}

/** What the processes that the page has seen did since then. */
export interface Histories {
  /** Takes in what the table's stream tells. */
  take(events: readonly TableEvent[]): void
  /** Rates that were measured beside the table, for rows that lack them. `at`: epoch ms. */
  noteIo(key: string, at: number, readBytesPerSecond: number, writeBytesPerSecond: number): void
  /** @returns what is remembered, up to the latest sample; undefined for a process that was never seen */
  of(key: string): ProcessHistories | undefined
  readonly size: number
}

interface Remembered {
  readonly load: StepHistory
  /** Only of those whose rates were told, and while they were. */
  io?: StepHistory
  /** Epoch ms: when they were measured last, beside the table; undefined while the table tells them. */
  ioMeasuredAt?: number | undefined
}

/** Who measures does so more often than this; after a longer pause nobody knows what was in between. */
const longestPauseMs = 10_000
const unknownRates = [undefined, undefined] as const

/** Ended processes stay so long: their details may be open. */
const keptMs = 600_000
const none: HistoryPoints = { times: [], columns: [[], []] }

/** @returns empty histories */
export function createHistories(): Histories {
  const byKey = new Map<string, Remembered>()
  /** When they ended, or were missing. */
  const ended = new Map<string, number>()
  let [sampledAt, before] = [0, 0]

  const noteRow = (row: Process, at: number): void => {
    const key = keyOf(row)
    ended.delete(key)
    let found = byKey.get(key)
    if (found === undefined) {
      found = { load: new StepHistory(2) }
      byKey.set(key, found)
    }
    found.load.note(at, [row.cpuPercent, row.rssBytes], before)
    noteRates(found, row, at)
  }
  /** The table tells rates only while somebody asks for them of all processes. */
  const noteRates = (found: Remembered, { readBytesPerSecond, writeBytesPerSecond }: Process, at: number): void => {
    if (readBytesPerSecond === undefined && writeBytesPerSecond === undefined) {
      if (found.ioMeasuredAt === undefined) found.io?.note(at, unknownRates, before)
      return
    }
    found.io ??= new StepHistory(2)
    notePause(found, at)
    found.ioMeasuredAt = undefined
    found.io.note(at, [readBytesPerSecond, writeBytesPerSecond], before)
  }
  const notePause = ({ io, ioMeasuredAt }: Remembered, at: number): void => {
    if (ioMeasuredAt === undefined || at - ioMeasuredAt <= longestPauseMs) return
    io?.note(ioMeasuredAt + 1, unknownRates, ioMeasuredAt)
  }
  const forgetEnded = (): void => {
    for (const [key, at] of ended) {
      if (at + keptMs > sampledAt) continue
      ended.delete(key)
      byKey.delete(key)
    }
  }

  return {
    get size() {
      return byKey.size
    },
    take(events) {
      for (const event of events) {
        if (event.kind === 'trouble') continue
        // The parts of one sample have one time.
        if (event.at > sampledAt) [before, sampledAt] = [sampledAt, event.at]
        if (event.kind === 'snapshot') {
          // What does not come again, in this part or the next, ended while nobody looked.
          for (const key of byKey.keys()) if (!ended.has(key)) ended.set(key, event.at)
          for (const row of event.processes) noteRow(row, event.at)
        } else {
          for (const row of event.started) noteRow(row, event.at)
          for (const row of event.changed) noteRow(row, event.at)
          for (const each of event.ended) ended.set(keyOf(each), event.at)
        }
      }
      forgetEnded()
    },
    noteIo(key, at, read, write) {
      const found = byKey.get(key)
      if (found === undefined) return
      found.io ??= new StepHistory(2)
      notePause(found, at)
      found.ioMeasuredAt = at
      found.io.note(at, [read, write], at)
    },
    of(key) {
      const found = byKey.get(key)
      if (found === undefined) return undefined
      const until = ended.get(key) ?? sampledAt
      return { load: found.load.points(until), io: found.io?.points(found.ioMeasuredAt ?? until) ?? none }
    },
  }
}

/** Those of this page. */
export const histories = createHistories()
