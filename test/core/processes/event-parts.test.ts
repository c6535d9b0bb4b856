import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinChanges, splitEvent } from '../../../src/core/processes/event-parts.ts'
import type { Process, SampleInfo, TableEvent } from '../../../src/shared/contract/process.ts'

const sample: SampleInfo = { source: 'procfs', costMs: 1, intervalMs: 1000, memoryUsedBytes: 1, memoryTotalBytes: 2 }
const row = (pid: number): Process => ({ pid, startKey: 'a', ppid: 0, name: 'p', state: 'sleeping' })
const rows = fc.array(fc.nat({ max: 30 }).map(row), { maxLength: 40 })
const snapshots = rows.map((processes): TableEvent => ({ kind: 'snapshot', at: 1, processes, sample }))
const changes = fc
  .record({ started: rows, changed: rows, ended: rows })
  .map((parts): TableEvent => ({ kind: 'change', at: 1, sample, ...parts }))
const trouble: TableEvent = { kind: 'trouble', at: 1, message: 'no', trouble: { code: 'unreadable' } }
const events = fc.oneof(snapshots, changes, fc.constant(trouble))
const sizes = fc.integer({ min: 1, max: 12 })

const rowsOf = (event: TableEvent): number => {
  if (event.kind === 'trouble') return 0
  return event.kind === 'snapshot' ? event.processes.length : event.started.length + event.changed.length
}

/** What a reader's table holds after the events. */
function read(them: readonly TableEvent[]): ReadonlyMap<number, Process> {
  const table = new Map<number, Process>()
  for (const event of them) {
    if (event.kind === 'trouble') continue
    if (event.kind === 'snapshot') table.clear()
    const fresh = event.kind === 'snapshot' ? event.processes : [...event.started, ...event.changed]
    for (const each of fresh) table.set(each.pid, each)
    if (event.kind === 'change') for (const each of event.ended) table.delete(each.pid)
  }
  return table
}

describe('splitEvent', () => {
  it('makes no part larger than asked, and means the same to a reader', () => {
    fc.assert(
      fc.property(events, sizes, (event, size) => {
        const parts = splitEvent(event, size)
        expect(parts[0].kind).toBe(event.kind)
        for (const part of parts) expect(rowsOf(part)).toBeLessThanOrEqual(size)
        expect(read(parts)).toEqual(read([event]))
      }),
    )
  })

  it('is undone by joinChanges', () => {
    fc.assert(
      fc.property(changes, sizes, (event, size) => {
        const [first, ...rest] = splitEvent(event, size).filter((part) => part.kind === 'change')
        expect(first && joinChanges([first, ...rest])).toEqual(event)
      }),
    )
  })

  it('leaves small events as they are', () => {
    const small: TableEvent = { kind: 'change', at: 1, sample, started: [row(1)], changed: [], ended: [row(2)] }
    expect(splitEvent(small, 1)).toEqual([small])
  })
})
