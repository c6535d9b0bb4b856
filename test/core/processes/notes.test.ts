import { describe, expect, it, vi } from 'vitest'
import { createNoteBook } from '../../../src/core/processes/notes.ts'
import { table } from './live-table.ts'
import type { Process } from '../../../src/shared/contract/process.ts'

const row = (pid: number): Process => ({ pid, startKey: 's', ppid: 1, name: 'x', state: 'sleeping' })
const lab = { run: 'r', lesson: 'l', role: 'child' as const }

describe('notes of processes', () => {
  it('are added to each other and to the row', () => {
    const notes = createNoteBook()
    notes.write(row(1), { lab }, 0)
    notes.write(row(1), { daemon: { kind: 'multiprocessing' } }, 0)
    expect(notes.annotated(row(1))).toEqual({ ...row(1), lab, daemon: { kind: 'multiprocessing' } })
    const other = row(2)
    expect(notes.annotated(other)).toBe(other)
  })

  it('are forgotten when a later table shows that the process is gone', () => {
    const notes = createNoteBook()
    notes.write(row(1), { lab }, 100)
    notes.write(row(2), { lab }, 100)
    notes.forgetEnded((key) => key === '2@s', 101)
    expect(notes.size).toBe(1)
    expect(notes.annotated(row(2)).lab).toEqual(lab)
  })

  it('outlive a table that is older than they are', () => {
    const notes = createNoteBook()
    notes.write(row(1), { lab }, 100)
    notes.forgetEnded(() => false, 100)
    expect(notes.size).toBe(1)
  })
})

describe('notes in the table', () => {
  it('of a process that ended while nobody watched are forgotten at the next look', async () => {
    const notes = createNoteBook()
    const watched = table({ notes })
    const self = (await watched.list()).processes.find((each) => each.pid === process.pid)
    watched.annotate({ pid: process.pid, startKey: self?.startKey ?? '' }, { lab })
    watched.annotate({ pid: process.pid, startKey: 'former' }, { lab })
    expect(notes.size).toBe(2)
    const { processes } = await watched.list()
    expect(notes.size).toBe(1)
    expect(processes.find((each) => each.pid === process.pid)?.lab).toEqual(lab)
  })

  it('do not pile up when nobody ever looks', async () => {
    const notes = createNoteBook()
    const watched = table({ notes })
    for (let pid = 1; pid <= 65; pid += 1) watched.annotate({ pid, startKey: 'never' }, { lab })
    await vi.waitUntil(() => notes.size === 0, { timeout: 15_000 })
    expect(notes.size).toBe(0)
  })
})
