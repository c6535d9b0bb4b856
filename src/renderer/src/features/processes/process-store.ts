import { createStore } from 'zustand/vanilla'
import type { Process, SampleInfo, TableEvent, Trouble } from '../../../../shared/contract/process.ts'
import { keyOf } from '../../../../shared/model/tree.ts'
import { histories } from './details/histories.ts'
import { changing, firstTable, type ChangingTable, type Table } from './table-steps.ts'

/** A row of the page: a process, and whether it has just come or gone. */
export interface PageProcess extends Process {
  readonly fresh?: 'started' | 'ended'
  /** When that was, by the clock of the machine that is looked at. Epoch milliseconds. */
  readonly freshAt?: number
  /** How it ended, where the system told of that. */
  readonly exitCode?: number
  readonly exitSignal?: string
}

export interface ProcessState {
  readonly rows: Table
  /** Epoch milliseconds of the machine that is looked at. */
  readonly at: number
  readonly sample: SampleInfo | undefined
  /** All parts of the first table have come: before that there is nothing to count. */
  readonly whole: boolean
  readonly trouble: Trouble | undefined
  /** When it was told, by the page's clock. */
  readonly troubleFromMs: number
  readonly paused: boolean
}

/** How long a row shows that it has just come or gone. */
const freshMs = 2000
/** What failed may be well again in a moment: it is said for so long at least, or nobody could read it. */
const troubleMs = 2000

export const processes = createStore<ProcessState>(() => ({
  rows: new Map(),
  at: 0,
  sample: undefined,
  whole: false,
  trouble: undefined,
  troubleFromMs: 0,
  paused: false,
}))

/** When rows stop being fresh: one list for all, cleared with the next event, instead of a timer for each. */
const freshUntil = new Map<string, number>()

/** @returns how long ago a row came or went, in milliseconds; 0 when that is long past */
export function freshForMs(key: string): number {
  const until = freshUntil.get(key)
  return until === undefined ? 0 : Math.max(0, performance.now() - until + freshMs)
}

/** @returns the state after events of the table's stream, which takes the rows of the state before over */
export function applyEvents(
  state: ProcessState,
  events: readonly TableEvent[],
  nowMs: number,
  deadlines: Map<string, number>,
): ProcessState {
  let { at, sample, trouble, troubleFromMs, whole } = state
  // One table for all events: a large update comes in many parts.
  let { rows } = state
  let copy: ChangingTable | undefined
  for (const event of events) {
    if (event.kind === 'trouble') {
      trouble = event.trouble
      troubleFromMs = nowMs
      continue
    }
    if (nowMs >= troubleFromMs + troubleMs) trouble = undefined
    at = event.at
    sample = event.sample
    // Parts of a change follow a table that was whole.
    if (event.kind === 'snapshot') whole = event.more !== true
    else if (event.more !== true) whole = true
    if (event.kind === 'snapshot') {
      deadlines.clear()
      rows = firstTable(event.processes.map((row) => [keyOf(row), row]))
      copy = undefined
    } else {
      copy ??= changing(rows)
      rows = copy.table
      settle(copy, nowMs, deadlines)
      change(copy, event, nowMs + freshMs, deadlines)
    }
  }
  return { ...state, rows, at, sample, whole, trouble, troubleFromMs }
}

function change(
  { table, put }: ChangingTable,
  { at, started, changed, ended }: Extract<TableEvent, { kind: 'change' }>,
  untilMs: number,
  deadlines: Map<string, number>,
): void {
  for (const row of started) {
    put(keyOf(row), { ...row, fresh: 'started', freshAt: at })
    deadlines.set(keyOf(row), untilMs)
  }
  for (const row of changed) {
    const key = keyOf(row)
    const { fresh, freshAt } = table.get(key) ?? {}
    put(key, fresh === undefined || freshAt === undefined ? row : { ...row, fresh, freshAt })
  }
  for (const each of ended) {
    const key = keyOf(each)
    const row = table.get(key)
    if (row === undefined) continue
    const { exitCode, exitSignal } = each
    put(key, {
      ...row,
      fresh: 'ended',
      freshAt: at,
      ...(exitCode !== undefined && { exitCode }),
      ...(exitSignal !== undefined && { exitSignal }),
    })
    deadlines.set(key, untilMs)
  }
}

function settle({ table, put, remove }: ChangingTable, nowMs: number, deadlines: Map<string, number>): void {
  for (const [key, until] of deadlines) {
    if (until > nowMs) continue
    deadlines.delete(key)
    const row = table.get(key)
    if (row === undefined) continue
    if (row.fresh === 'ended') remove(key)
    else {
      const { fresh: _, freshAt: __, ...settled } = row
      put(key, settled)
    }
  }
}

/** Takes events of the stream into the page; it shows them together. */
export function receive(events: readonly TableEvent[]): void {
  histories.take(events)
  processes.setState((state) => applyEvents(state, events, performance.now(), freshUntil))
  const { trouble, troubleFromMs } = processes.getState()
  if (trouble === undefined || events.at(-1)?.kind === 'trouble') return
  // It is over; the next event may be far away, or never come while paused.
  const forget = (): void =>
    processes.setState((state) => (state.troubleFromMs === troubleFromMs ? { trouble: undefined } : {}))
  setTimeout(forget, Math.max(0, troubleFromMs + troubleMs - performance.now()))
}
