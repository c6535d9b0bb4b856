import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addUp } from '../../src/renderer/src/features/processes/add-up.ts'
import { allColumns, columnOf } from '../../src/renderer/src/features/processes/columns/catalog.ts'
import { cellText } from '../../src/renderer/src/features/processes/columns/cell-text.ts'
import {
  choicesOf,
  columnWidths,
  moved,
  resized,
  shownColumns,
  toggled,
} from '../../src/renderer/src/features/processes/columns/choose.ts'
import { comparing } from '../../src/renderer/src/features/processes/columns/sorting.ts'
import type { PageProcess } from '../../src/renderer/src/features/processes/process-store.ts'
import { fieldsOfFact } from '../../src/shared/contract/facts.ts'
import { processSchema } from '../../src/shared/contract/process.ts'
import { columnChoiceSchema } from '../../src/shared/contract/settings.ts'

/** A process of which everything is known. */
const whole: PageProcess = {
  pid: 2,
  startKey: '9',
  startedAt: 1,
  ppid: 1,
  parentStartKey: '3',
  name: 'Node',
  command: ['node', 'a b'],
  executable: '/bin/node',
  user: 'ann',
  uid: 1000,
  executableDeleted: true,
  state: 'running',
  cpuPercent: 12.5,
  cpuTimeMs: 62_500,
  rssBytes: 2048,
  threads: 7,
  nice: 0,
  processGroup: 2,
  session: 1,
  terminal: 'pts/0',
  zombie: { waitingOn: { pid: 1 } },
  orphan: { evidence: 'observed', originalParent: { pid: 5 }, adopter: { pid: 1 } },
  daemon: { kind: 'multiprocessing', endsWith: { pid: 1, startKey: '3' } },
  kernel: true,
  lab: { run: 'r', lesson: '16-zombie', role: 'main', name: 'Process-1' },
  readBytesPerSecond: 10,
  writeBytesPerSecond: 2048,
  voluntarySwitchesPerSecond: 1.25,
  involuntarySwitchesPerSecond: 12,
  priority: 20,
  lastCpu: 0,
  cgroup: '/a.slice',
  unit: 'a.service',
  container: '0123456789ab',
  descriptors: 12,
  waitChannel: 'pipe_read',
  windowTitle: 'notes - editor',
}
const sum = { count: 3, cpuPercent: 50, rssBytes: 4096 }
const ids = (columns: ReturnType<typeof shownColumns>): readonly string[] => columns.map(({ id }) => id)

describe('columns', () => {
  it('tell of every field of a process, and ask for those that cost', () => {
    for (const { id, value } of allColumns) expect(value(whole, sum), id).toBeDefined()
    for (const { id, value } of allColumns) {
      const bare: PageProcess = { pid: 1, startKey: '1', ppid: 0, name: 'x', state: 'idle' }
      const always = ['name', 'pid', 'ppid', 'state', 'startKey']
      expect(value(bare, undefined) === undefined, id).toBe(!always.includes(id))
    }
    for (const [fact, fields] of Object.entries(fieldsOfFact)) {
      for (const field of fields) {
        // Without that field exactly the columns that ask for its fact lose something.
        const { [field]: _, ...without } = whole
        const lost = allColumns.filter(({ value }) => value(without, sum) !== value(whole, sum))
        expect(
          lost.map((each) => each.fact),
          field,
        ).toEqual([fact])
      }
    }
  })

  it('leave out no field of the contract', () => {
    const untold = new Set(['commandTruncated', 'commandMasked'])
    for (const field of Object.keys(processSchema.shape)) {
      const { [field as keyof PageProcess]: _, ...without } = whole
      const lost = allColumns.some(({ value }) => value(without as PageProcess, sum) !== value(whole, sum))
      if (!untold.has(field)) expect(lost, field).toBe(true)
    }
  })

  it('tell what is inside of fields too, as the JSON of the command line does', () => {
    const shown = allColumns.map(({ value }) => value(whole, sum))
    for (const inside of ['observed', 5, 'multiprocessing', 'kernel', 'r', '16-zombie', 'main', 'Process-1']) {
      expect(shown).toContain(inside)
    }
    for (const id of ['waitingOn', 'adopter', 'endsWith']) expect(columnOf(id)?.value(whole, sum), id).toBe(1)
  })

  it('call what has a fixed set of values by words of the language', () => {
    const values = new Map<string, readonly string[]>([
      ['orphanEvidence', processSchema.shape.orphan.unwrap().shape.evidence.options],
      ['daemon', processSchema.shape.daemon.unwrap().shape.kind.options],
      ['labRole', processSchema.shape.lab.unwrap().shape.role.options],
      ['kernel', ['kernel']],
    ])
    for (const [id, all] of values) expect(Object.keys(columnOf(id)?.words ?? {}), id).toEqual(all)
  })

  it('begin with the name, pass over what they do not know and what comes twice', () => {
    expect(ids(shownColumns([{ id: 'cpu' }, { id: 'of-tomorrow' }, { id: 'cpu' }, { id: 'name' }]))).toEqual([
      'name',
      'cpu',
    ])
    expect(ids(shownColumns([])).slice(0, 3)).toEqual(['name', 'pid', 'state'])
  })

  it('are shown, hidden, moved and sized; the name stays first', () => {
    const some = shownColumns([{ id: 'name' }, { id: 'pid' }, { id: 'cpu' }])
    expect(ids(toggled(some, 'read'))).toEqual(['name', 'pid', 'cpu', 'read'])
    expect(ids(toggled(some, 'pid'))).toEqual(['name', 'cpu'])
    expect(ids(toggled(some, 'name'))).toEqual(['name', 'pid', 'cpu'])
    expect(ids(moved(some, 'cpu', -1))).toEqual(['name', 'cpu', 'pid'])
    expect(ids(moved(some, 'cpu', -5))).toEqual(['name', 'cpu', 'pid'])
    expect(ids(moved(some, 'name', 1))).toEqual(['name', 'pid', 'cpu'])
    expect(choicesOf(resized(some, 'pid', 99.6))[1]).toEqual({ id: 'pid', widthPx: 100 })
    expect(choicesOf(resized(some, 'pid', 3))[1]).toEqual({ id: 'pid', widthPx: 40 })
    expect(choicesOf(resized(resized(some, 'pid', 99), 'pid', undefined))).toEqual(choicesOf(some))
  })

  it('stay a valid choice whatever is done, and come back as they were kept', () => {
    const id = fc.constantFrom(...allColumns.map((each) => each.id))
    const step = fc.oneof(
      id.map((each) => (columns: ReturnType<typeof shownColumns>) => toggled(columns, each)),
      fc.tuple(id, fc.integer()).map(
        ([each, by]) =>
          (columns: ReturnType<typeof shownColumns>) =>
            moved(columns, each, by),
      ),
      fc.tuple(id, fc.option(fc.integer(), { nil: undefined })).map(
        ([each, px]) =>
          (columns: ReturnType<typeof shownColumns>) =>
            resized(columns, each, px),
      ),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.nat(3000), (steps, width) => {
        let columns = shownColumns([])
        for (const each of steps) columns = each(columns)
        const kept = choicesOf(columns)
        for (const each of kept) columnChoiceSchema.parse(each)
        expect(columns[0]?.id).toBe('name')
        expect(new Set(ids(columns)).size).toBe(columns.length)
        expect(shownColumns(kept)).toEqual(columns)
        const widths = columnWidths(columns, width)
        expect(widths.every((each) => each >= 40)).toBe(true)
      }),
    )
  })

  it('fill the width that is left, those that were sized apart', () => {
    const columns = resized(shownColumns([{ id: 'pid' }, { id: 'command' }]), 'name', 100)
    expect(columnWidths(columns, 1000)).toEqual([100, 72, 828])
    expect(columnWidths(columns, 200)).toEqual([100, 72, 240])
  })

  it('end where the table ends as far as they are in sight, when there are more', () => {
    const columns = shownColumns([])
    for (const width of [484, 624, 820, 1000, 1204]) {
      const widths = columnWidths(columns, width)
      const ends = widths.map((_, at) => widths.slice(0, at + 1).reduce((sum, each) => sum + each, 0))
      expect(ends, `${width}`).toContain(width)
      expect(widths[0]).toBeGreaterThanOrEqual(Math.max(200, 0.36 * width))
      expect(widths.slice(1)).toEqual(columns.slice(1).map((each) => each.width))
    }
    // A column that is dragged grows at its end.
    const dragged = columnWidths(resized(columns, 'state', 300), 820)
    expect(dragged.slice(0, 3)).toEqual([columnWidths(columns, 820)[0], 72, 300])
    // Too narrow for a name and a number: then the name has what it usually has.
    expect(columnWidths(columns, 240)[0]).toBe(220)
  })

  it('are written as people read them', () => {
    const written = Object.fromEntries(
      allColumns.map((each) => [each.id, cellText(each.value(whole, sum), each.kind, 'en')]),
    )
    expect(written).toMatchObject({
      cpu: '12.5',
      cpuTime: '1:02.50',
      memory: '2.0 KiB',
      write: '2.0 KiB/s',
      voluntary: '1.3',
      involuntary: '12',
      subtreeCpu: '50.0',
      command: 'node a b',
    })
    expect(cellText(7_265_999, 'duration', 'en')).toBe('2:01:05')
    expect(cellText(59_999, 'duration', 'en')).toBe('0:59.99')
    expect(cellText(undefined, 'bytes', 'en')).toBe('')
  })

  it('sort by the sums of subtrees', () => {
    const compare = comparing(
      { column: 'subtreeMemory', descending: true },
      new Map([
        ['a', { count: 1, rssBytes: 5 }],
        ['b', { count: 1, rssBytes: 9 }],
      ]),
    )
    expect(compare(whole, whole, 'a', 'b')).toBe(1)
    expect(compare(whole, whole, 'a', 'unknown')).toBe(-1)
    expect(columnOf('nonsense')).toBeUndefined()
  })

  it('add up what matches and lives', () => {
    const rows: PageProcess[] = [whole, { ...whole, pid: 3, fresh: 'ended' }, { ...whole, pid: 4, cpuPercent: 1 }]
    const adding = allColumns.filter(({ adds }) => adds)
    const { count, of } = addUp(rows, adding)
    expect(count).toBe(2)
    expect(Object.fromEntries(of)).toEqual({
      cpu: 13.5,
      cpuTime: 125_000,
      memory: 4096,
      threads: 14,
      read: 20,
      write: 4096,
      voluntary: 2.5,
      involuntary: 24,
      descriptors: 24,
    })
    expect(addUp(rows, adding, ({ pid }) => pid === 4).count).toBe(1)
    // What nobody tells is not 0.
    expect(addUp([{ pid: 1, startKey: '1', ppid: 0, name: 'x', state: 'idle' }], adding).of.size).toBe(0)
  })
})
