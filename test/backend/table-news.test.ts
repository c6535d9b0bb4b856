import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTableNews } from '../../src/backend/table-news.ts'
import { createNewsReader } from '../../src/renderer/src/features/processes/read-news.ts'
import { tableNewsSchema, type Process, type SampleInfo, type TableEvent } from '../../src/shared/contract/process.ts'
import { mask } from '../../src/shared/model/mask-secrets.ts'

const sample: SampleInfo = { source: 'procfs', costMs: 1, intervalMs: 1000, memoryUsedBytes: 1, memoryTotalBytes: 2 }
const row = (pid: number, more: Partial<Process> = {}): Process => ({
  pid,
  startKey: 'k',
  ppid: 1,
  name: 'server',
  state: 'sleeping',
  ...more,
})
const snapshot = (...processes: Process[]): TableEvent => ({ kind: 'snapshot', at: 0, processes, sample })
const change = (parts: Partial<Extract<TableEvent, { kind: 'change' }>>): TableEvent => ({
  kind: 'change',
  at: 1,
  started: [],
  ended: [],
  changed: [],
  sample,
  ...parts,
})

const secret = ['server', '--password=hunter2secret']
const hidden = { command: ['server', `--password=${mask}`], commandMasked: true }

/** What a reader ends up with, over the wire. */
function readBy(secrets: 'masked' | 'shown', events: readonly TableEvent[]): readonly TableEvent[] {
  const [tell, read] = [createTableNews(secrets), createNewsReader()]
  return events.map((event) => read(tableNewsSchema.parse(JSON.parse(JSON.stringify(tell(event))))))
}

describe('what one reader of the table is told', () => {
  it('is of a row that it knows only what has changed, and never what is hidden', () => {
    const tell = createTableNews('masked')
    expect(tell(snapshot(row(7, { command: secret })))).toMatchObject({ processes: [{ pid: 7, ...hidden }] })
    const busy = row(7, { command: [...secret], cpuPercent: 3 })
    expect(tell(change({ changed: [busy] }))).toMatchObject({ changed: [{ pid: 7, startKey: 'k', cpuPercent: 3 }] })
    const said = JSON.stringify(tell(change({ changed: [row(7, { command: [...secret, 'more'] })] })))
    expect(said).toContain('more')
    expect(said).not.toContain('hunter2secret')
  })

  it('takes the mask off a command line that has no secret any more', () => {
    const [, read] = readBy('masked', [
      snapshot(row(7, { command: secret })),
      change({ changed: [row(7, { command: ['server'] })] }),
    ])
    expect(read).toMatchObject({ changed: [row(7, { command: ['server'] })] })
    expect(JSON.stringify(read)).not.toContain('commandMasked')
  })

  it('is whole again for a pid that another process has, and after a snapshot', () => {
    const next = { ...row(7, { command: ['other'] }), startKey: 'next' }
    const [, second, third] = readBy('shown', [
      snapshot(row(7)),
      change({ ended: [{ pid: 7, startKey: 'k' }], started: [next] }),
      snapshot(next),
    ])
    expect(second).toMatchObject({ started: [next], ended: [{ pid: 7, startKey: 'k' }] })
    expect(third).toMatchObject({ processes: [next] })
  })

  it('adds up to the same rows as whole ones would, whatever happens', () => {
    const some = fc.uniqueArray(
      fc.record({
        pid: fc.nat(5),
        state: fc.constantFrom<Process['state']>('sleeping', 'zombie'),
        command: fc.constantFrom<string[] | undefined>(undefined, ['a'], ['a', 'b']),
      }),
      { selector: ({ pid }) => pid },
    )
    fc.assert(
      fc.property(some, fc.array(some, { maxLength: 5 }), (first, later) => {
        const rows = (of: typeof first): Process[] =>
          of.map(({ pid, state, command }) => row(pid, { state, ...(command && { command }) }))
        const events = [snapshot(...rows(first)), ...later.map((each) => change({ changed: rows(each) }))]
        expect(readBy('shown', events)).toEqual(events)
      }),
    )
  })
})
