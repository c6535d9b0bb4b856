import { describe, expect, it } from 'vitest'
import { applyEvent, type ProcessState } from '../../src/renderer/src/features/processes/process-store.ts'
import type { Process, SampleInfo } from '../../src/shared/contract/process.ts'

const sample: SampleInfo = { source: 'procfs', costMs: 1, intervalMs: 1000, memoryUsedBytes: 1, memoryTotalBytes: 2 }
const row = (pid: number, state: Process['state'] = 'sleeping'): Process => ({
  pid,
  startKey: '1',
  ppid: 1,
  name: 'x',
  state,
})
const empty: ProcessState = { rows: new Map(), sample: undefined, trouble: undefined, paused: false }
const nothing = { started: [], ended: [], changed: [] }

describe('the page’s process store', () => {
  it('starts from a snapshot and applies differences', () => {
    const deadlines = new Map<string, number>()
    const first = applyEvent(empty, { kind: 'snapshot', at: 0, processes: [row(1), row(2)], sample }, 0, deadlines)
    const event = { ...nothing, kind: 'change' as const, at: 1, sample, started: [row(3)], changed: [row(2, 'zombie')] }
    const second = applyEvent(first, event, 10, deadlines)
    expect([...second.rows.keys()]).toEqual(['1@1', '2@1', '3@1'])
    expect(second.rows.get('2@1')?.state).toBe('zombie')
    expect(second.rows.get('3@1')?.fresh).toBe('started')
    expect(first.rows.size).toBe(2)
  })

  it('keeps an ended row for two seconds, marked', () => {
    const deadlines = new Map<string, number>()
    const first = applyEvent(empty, { kind: 'snapshot', at: 0, processes: [row(1)], sample }, 0, deadlines)
    const ended = { ...nothing, kind: 'change' as const, at: 1, sample, ended: [{ pid: 1, startKey: '1' }] }
    const second = applyEvent(first, ended, 10, deadlines)
    expect(second.rows.get('1@1')?.fresh).toBe('ended')
    const later = { ...nothing, kind: 'change' as const, at: 2, sample }
    expect(applyEvent(second, later, 1000, deadlines).rows.has('1@1')).toBe(true)
    expect(applyEvent(second, later, 2010, deadlines).rows.has('1@1')).toBe(false)
  })
})
