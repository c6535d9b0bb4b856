import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowChangeSchema, type Process } from '../../../src/shared/contract/process.ts'
import { changed, changeOf } from '../../../src/shared/model/row-changes.ts'

const rows = fc.record(
  {
    pid: fc.constant(7),
    startKey: fc.constant('k'),
    ppid: fc.nat(3),
    name: fc.constantFrom('a', 'b'),
    state: fc.constantFrom('sleeping', 'zombie'),
    command: fc.array(fc.constantFrom('x', '--secret', ''), { maxLength: 3 }),
    commandMasked: fc.boolean(),
    cpuPercent: fc.constantFrom(0, 0.5, 100),
    zombie: fc.record({ exitCode: fc.nat(2) }, { requiredKeys: [] }),
    orphan: fc.record({ evidence: fc.constant('observed'), adopter: fc.record({ pid: fc.nat(2) }) }),
  },
  { requiredKeys: ['pid', 'startKey', 'ppid', 'name', 'state'] },
) as fc.Arbitrary<Process>

describe('what has changed of a row', () => {
  it('makes the one of the other, whatever came, went or changed; also through JSON and the schema', () => {
    fc.assert(
      fc.property(rows, rows, (before, now) => {
        const sent: unknown = JSON.parse(JSON.stringify(changeOf(before, now)))
        expect(changed(before, rowChangeSchema.parse(sent))).toEqual(now)
      }),
    )
  })

  it('is nothing but who it is when nothing has', () => {
    fc.assert(
      fc.property(rows, (row) => {
        expect(changeOf(row, structuredClone(row))).toEqual({ pid: 7, startKey: 'k' })
      }),
    )
  })

  it('names what is gone, also where a field is left undefined', () => {
    const before: Process = { pid: 7, startKey: 'k', ppid: 1, name: 'a', state: 'zombie', zombie: {}, nice: 3 }
    const now = { pid: 7, startKey: 'k', ppid: 1, name: 'a', state: 'dead', zombie: undefined } as Process
    expect(changeOf(before, now)).toEqual({ pid: 7, startKey: 'k', state: 'dead', gone: ['zombie', 'nice'] })
  })

  it('is the whole row for who does not know it; less than that makes no row', () => {
    const row: Process = { pid: 7, startKey: 'k', ppid: 1, name: 'a', state: 'sleeping' }
    expect(changed(undefined, changeOf(undefined, row))).toEqual(row)
    expect(changed(undefined, { pid: 7, startKey: 'k', state: 'zombie' })).toBeUndefined()
  })
})
