import { createStore } from 'zustand/vanilla'
import type { Process, SampleInfo, TableEvent } from '../../../../shared/contract/process.ts'
import { keyOf } from '../../../../shared/model/tree.ts'

/** A row of the page: a process, and whether it has just come or gone. */
export interface PageProcess extends Process {
  readonly fresh?: 'started' | 'ended'
}

export interface ProcessState {
  readonly rows: ReadonlyMap<string, PageProcess>
  readonly sample: SampleInfo | undefined
  readonly trouble: string | undefined
  readonly paused: boolean
}

/** How long a row shows that it has just come or gone. */
const freshMs = 2000

export const processes = createStore<ProcessState>(() => ({
  rows: new Map(),
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

/** @returns the state after an event of the table's stream; pure but for the given clock and deadlines */
export function applyEvent(
  state: ProcessState,
  event: TableEvent,
  nowMs: number,
  deadlines: Map<string, number>,
): ProcessState {
  switch (event.kind) {
    case 'trouble':
      return { ...state, trouble: event.message }
    case 'snapshot': {
      deadlines.clear()
      const rows = new Map<string, PageProcess>(event.processes.map((row) => [keyOf(row), row]))
      return { ...state, rows, sample: event.sample, trouble: undefined }
    }
    case 'change': {
      const rows = new Map(state.rows)
      settle(rows, nowMs, deadlines)
      for (const row of event.started) {
        rows.set(keyOf(row), { ...row, fresh: 'started' })
        deadlines.set(keyOf(row), nowMs + freshMs)
      }
      for (const row of event.changed) {
        const fresh = rows.get(keyOf(row))?.fresh
        rows.set(keyOf(row), fresh === undefined ? row : { ...row, fresh })
      }
      for (const each of event.ended) {
        const key = keyOf(each)
        const row = rows.get(key)
        if (row === undefined) continue
        rows.set(key, { ...row, fresh: 'ended' })
        deadlines.set(key, nowMs + freshMs)
      }
      return { ...state, rows, sample: event.sample, trouble: undefined }
    }
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
      const { fresh: _, ...settled } = row
      rows.set(key, settled)
    }
  }
}

/** Takes an event of the stream into the page. */
export function receive(event: TableEvent): void {
  processes.setState((state) => applyEvent(state, event, performance.now(), freshUntil))
}
