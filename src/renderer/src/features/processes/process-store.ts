import { createStore } from 'zustand/vanilla'
import type { Process, SampleInfo, TableEvent, Trouble } from '../../../../shared/contract/process.ts'
import { keyOf } from '../../../../shared/model/tree.ts'
import { histories } from './details/histories.ts'

/** A row of the page: a process, and whether it has just come or gone. */
export interface PageProcess extends Process {
  readonly fresh?: 'started' | 'ended'
  /** When that was, by the clock of the machine that is looked at. Epoch milliseconds. */
  readonly freshAt?: number
}

export interface ProcessState {
  readonly rows: ReadonlyMap<string, PageProcess>
  /** Epoch milliseconds of the machine that is looked at. */
  readonly at: number
  readonly sample: SampleInfo | undefined
  readonly trouble: Trouble | undefined
  readonly paused: boolean
}

/** How long a row shows that it has just come or gone. */
const freshMs = 2000

export const processes = createStore<ProcessState>(() => ({
  rows: new Map(),
  at: 0,
  sample: undefined,
  trouble: undefined,
  paused: false,
}))

/** When rows stop being fresh: one list for all, cleared with the next event, instead of a timer for each. */
const freshUntil = new Map<string, number>()

/** @returns how long ago a row came or went, in milliseconds; 0 when that is long past */
export function freshForMs(key: string): number {
  const until = freshUntil.get(key)
  return until === undefined ? 0 : Math.max(0, performance.now() - until + freshMs)
}

/** @returns the state after events of the table's stream; pure but for the given clock and deadlines */
export function applyEvents(
  state: ProcessState,
  events: readonly TableEvent[],
  nowMs: number,
  deadlines: Map<string, number>,
): ProcessState {
  let { at, sample, trouble } = state
  // Copied once for all events: a large update comes in many parts.
  let rows: Map<string, PageProcess> | undefined
  for (const event of events) {
    trouble = event.kind === 'trouble' ? event.trouble : undefined
    if (event.kind === 'trouble') continue
    at = event.at
    sample = event.sample
    if (event.kind === 'snapshot') {
      deadlines.clear()
      rows = new Map<string, PageProcess>(event.processes.map((row) => [keyOf(row), row]))
    } else {
      rows ??= new Map(state.rows)
      settle(rows, nowMs, deadlines)
      change(rows, event, nowMs + freshMs, deadlines)
    }
  }
  return { ...state, rows: rows ?? state.rows, at, sample, trouble }
}

function change(
  rows: Map<string, PageProcess>,
  { at, started, changed, ended }: Extract<TableEvent, { kind: 'change' }>,
  untilMs: number,
  deadlines: Map<string, number>,
): void {
  for (const row of started) {
    rows.set(keyOf(row), { ...row, fresh: 'started', freshAt: at })
    deadlines.set(keyOf(row), untilMs)
  }
  for (const row of changed) {
    const key = keyOf(row)
    const { fresh, freshAt } = rows.get(key) ?? {}
    rows.set(key, fresh === undefined || freshAt === undefined ? row : { ...row, fresh, freshAt })
  }
  for (const each of ended) {
    const key = keyOf(each)
    const row = rows.get(key)
    if (row === undefined) continue
    rows.set(key, { ...row, fresh: 'ended', freshAt: at })
    deadlines.set(key, untilMs)
  }
}

function settle(rows: Map<string, PageProcess>, nowMs: number, deadlines: Map<string, number>): void {
  for (const [key, until] of deadlines) {
    if (until > nowMs) continue
    deadlines.delete(key)
    const row = rows.get(key)
    if (row === undefined) continue
    if (row.fresh === 'ended') rows.delete(key)
    else {
      const { fresh: _, freshAt: __, ...settled } = row
      rows.set(key, settled)
    }
  }
}

/** Takes events of the stream into the page; it shows them together. */
export function receive(events: readonly TableEvent[]): void {
  histories.take(events)
  processes.setState((state) => applyEvents(state, events, performance.now(), freshUntil))
}
