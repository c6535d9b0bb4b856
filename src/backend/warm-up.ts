import type { SampleInfo, TableEvent } from '../shared/contract/process.ts'
import { processSchema, tableEventSchema } from '../shared/contract/process.ts'

const sample: SampleInfo = { source: 'procfs', costMs: 0, intervalMs: 0, memoryUsedBytes: 0, memoryTotalBytes: 0 }
const example = processSchema.parse({ pid: 1, startKey: '1', ppid: 0, name: 'example', state: 'sleeping', command: [] })

/**
 * Does before the first window what is done once: zod makes a schema's code when it is used first, Node loads what
 * belongs to `fetch`. Together they would hold up the first rows of the table for some thirty milliseconds.
 */
export function warmUp(): void {
  const event: TableEvent = { kind: 'change', at: 0, sample, started: [example], changed: [example], ended: [] }
  tableEventSchema.parse(event)
  tableEventSchema.parse({ kind: 'snapshot', at: 0, sample, processes: [example] })
  void globalThis.Response
}
