import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitEvent } from '../../../src/core/processes/event-parts.ts'
import { createNoteBook } from '../../../src/core/processes/notes.ts'
import { createTableCopy, type TableCopy } from '../../../src/core/processes/table-copy.ts'
import type { Process, SampleInfo, TableEvent } from '../../../src/shared/contract/process.ts'

const sample: SampleInfo = { source: 'procfs', costMs: 1, intervalMs: 1000, memoryUsedBytes: 1, memoryTotalBytes: 2 }
const row = (pid: number): Process => ({ pid, startKey: 'a', ppid: 0, name: 'p', state: 'sleeping' })
const snapshot = (...pids: number[]): TableEvent => ({ kind: 'snapshot', at: 1, sample, processes: pids.map(row) })
const change = (changed: number[], ended: number[] = []): TableEvent => ({
  kind: 'change',
  at: 2,
  sample,
  started: [],
  changed: changed.map(row),
  ended: ended.map(row),
})
const lab = { run: 'r', lesson: '16-zombie', role: 'child' as const }
const pidsOf = (copy: TableCopy): readonly number[] => [...copy.rows.values()].map(({ pid }) => pid)
const empty = (): TableCopy => createTableCopy(createNoteBook())

/** Gives an event in parts of so many rows. @returns what is told to readers in the end */
function give(copy: TableCopy, event: TableEvent, rows: number): TableEvent | undefined {
  const parts = [...splitEvent(event, rows)]
  const last = parts.pop() ?? event
  for (const part of parts) copy.takePart(part)
  return copy.take(last)?.whole
}

describe('the copy of the table', () => {
  it('makes the same of parts as of the whole', () => {
    const pids = fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 20 })
    fc.assert(
      fc.property(pids, pids, pids, fc.integer({ min: 1, max: 7 }), (first, changed, ended, size) => {
        const copy = empty()
        expect(give(copy, snapshot(...first), size)).toEqual(snapshot(...first))
        expect(give(copy, change(changed, ended), size)).toEqual(change(changed, ended))
        const left = new Set([...first, ...changed].filter((pid) => !ended.includes(pid)))
        expect(new Set(pidsOf(copy))).toEqual(left)
      }),
    )
  })

  it('shows the former table until a snapshot is whole', () => {
    const copy = empty()
    copy.take(snapshot(1, 2))
    copy.takePart(snapshot(3))
    expect(pidsOf(copy)).toEqual([1, 2])
    expect(copy.take(change([4]))?.whole).toMatchObject({ kind: 'snapshot', processes: [{ pid: 3 }, { pid: 4 }] })
    expect(pidsOf(copy)).toEqual([3, 4])
  })

  it('takes no differences without the snapshot that they start from', () => {
    const copy = empty()
    copy.takePart(snapshot(1))
    copy.clear()
    copy.takePart(change([2]))
    expect(copy.take(change([3]))).toBeUndefined()
    expect({ pids: pidsOf(copy), latest: copy.latest }).toEqual({ pids: [], latest: undefined })
  })

  it('forgets the parts of a sampler that failed', () => {
    const copy = empty()
    const trouble: TableEvent = { kind: 'trouble', at: 1, message: 'no', trouble: { code: 'unreadable' } }
    copy.takePart(snapshot(1))
    expect(copy.take(trouble)?.whole).toBe(trouble)
    expect(copy.take(snapshot(2))?.whole).toEqual(snapshot(2))
    expect(pidsOf(copy)).toEqual([2])
  })

  it.each([
    ['a snapshot', snapshot(1, 2)],
    ['a change', change([1, 2])],
  ])('puts a note that is written between two parts of %s into the whole', (_name, event) => {
    const notes = createNoteBook()
    const copy = createTableCopy(notes)
    copy.take(snapshot(1))
    const [first, second = event] = splitEvent(event, 1)
    copy.takePart(first)
    notes.write(row(1), { lab }, 3)
    expect(copy.annotate('1@a')).toMatchObject({ pid: 1, lab })
    expect(copy.take(second)?.whole).toMatchObject({
      [event.kind === 'snapshot' ? 'processes' : 'changed']: [{ pid: 1, lab }, { pid: 2 }],
    })
    expect(copy.rows.get('1@a')).toMatchObject({ lab })
  })
})
