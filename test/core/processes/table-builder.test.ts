import { describe, expect, it } from 'vitest'
import { createTableBuilder } from '../../../src/core/processes/table-builder.ts'
import { raw } from './raw.ts'

const init = raw(1, 0, { processGroup: 1, session: 1 })
/** Not process 1, but a subreaper, as `systemd --user` is one. */
const reaper = raw(50, 1, { processGroup: 50, session: 49 })
/** Its session is another's, which it does not lead: it was born elsewhere. */
const orphan = raw(60, 50, { processGroup: 59, session: 59 })

describe('createTableBuilder', () => {
  it('gives no parent to the top of a ring', () => {
    const builder = createTableBuilder()
    const { started } = builder.next([raw(5, 6), raw(6, 5)], 0)
    expect(started.map((row) => [row.pid, row.parentStartKey])).toEqual([
      [5, undefined],
      [6, '5'],
    ])
    expect(started[0]).not.toHaveProperty('parentStartKey')
  })

  it('remembers adopters that it only inferred, in whatever order the rows come', () => {
    const daemon = raw(61, 50, { processGroup: 61, session: 61 })
    const groupLost = raw(62, 50, { processGroup: 58, session: 49 })
    for (const sample of [
      [init, reaper, orphan, daemon, groupLost],
      [groupLost, daemon, orphan, reaper, init],
    ]) {
      const rows = new Map(
        createTableBuilder()
          .next(sample, 0)
          .started.map((row) => [row.pid, row]),
      )
      expect(rows.get(60)?.orphan).toMatchObject({ evidence: 'inferred', adopter: { pid: 50 } })
      expect(rows.get(61)?.daemon).toEqual({ kind: 'unix' })
      expect(rows.get(62)?.orphan).toMatchObject({ evidence: 'inferred', originalParent: { pid: 58 } })
    }
    // Nothing tells that the same parent adopts, so its child is no daemon.
    const without = createTableBuilder().next([init, reaper, daemon], 0).started
    expect(without.find((row) => row.pid === 61)?.daemon).toBeUndefined()
  })

  it('keeps the first parent of an orphan that is adopted again', () => {
    const builder = createTableBuilder(() => 77)
    const parent = raw(70, 50, { processGroup: 50, session: 49 })
    const child = raw(71, 70, { processGroup: 50, session: 49 })
    builder.next([init, reaper, parent, child], 0)
    const first = builder.next([init, reaper, { ...child, ppid: 50 }], 1000)
    expect(first.changed.find((row) => row.pid === 71)?.orphan).toEqual({
      evidence: 'observed',
      originalParent: { pid: 70, startKey: '70', name: 'p70' },
      adopter: { pid: 50, startKey: '50', name: 'p50' },
      seenAt: 77,
    })
    const second = builder.next([init, { ...child, ppid: 1 }], 2000)
    expect(second.changed[0]?.orphan).toMatchObject({ originalParent: { pid: 70 }, adopter: { pid: 1 }, seenAt: 77 })
  })

  describe('a child that has another parent while its own is still listed', () => {
    const parent = raw(70, 50)
    const child = raw(71, 70)
    const adopted = { ...child, ppid: 50 }
    const orphaned = { evidence: 'observed', originalParent: { pid: 70, startKey: '70' }, adopter: { pid: 50 } }
    const met = () => {
      const builder = createTableBuilder()
      builder.next([init, reaper, parent, child], 0)
      const { changed } = builder.next([init, reaper, parent, adopted], 1000)
      expect(changed).toMatchObject([{ pid: 71, ppid: 50 }])
      expect(changed[0]).not.toHaveProperty('orphan')
      return builder
    }

    it('is an orphan as soon as a sample shows that the parent has ended', () => {
      const { changed } = met().next([init, reaper, adopted], 2000)
      expect(changed).toMatchObject([{ pid: 71, orphan: orphaned }])
    })

    it('is an orphan as soon as news tell that the parent has ended, or that another holds its pid', () => {
      for (const holder of [undefined, raw(70, 1, { startKey: '700' })]) {
        const { changed } = met().update({ read: new Map([[70, holder]]), brief: [] }, 2000)
        expect(changed).toMatchObject([{ pid: 71, orphan: orphaned }])
      }
    })

    it('is not told a debugger’s child, and is an orphan when that has let it go', () => {
      const debuggerRow = raw(80, 1)
      const traced = { ...child, ppid: 80 }
      const builder = createTableBuilder()
      builder.next([init, reaper, parent, child, debuggerRow], 0)
      builder.next([init, reaper, parent, traced, debuggerRow], 1000)
      builder.next([init, reaper, traced, debuggerRow], 2000)
      expect(builder.rows().find((row) => row.pid === 71)).not.toHaveProperty('orphan')
      const { changed } = builder.next([init, reaper, adopted, debuggerRow], 3000)
      expect(changed).toMatchObject([{ pid: 71, orphan: orphaned }])
      // Nor does it adopt: its own child is no daemon.
      const own = raw(81, 80, { processGroup: 81, session: 81 })
      expect(builder.next([init, reaper, adopted, debuggerRow, own], 4000).started[0]).not.toHaveProperty('daemon')
    })

    it('is none when it comes back, as after a debugger', () => {
      const builder = met()
      const { changed } = builder.next([init, reaper, parent, child], 2000)
      expect(changed).toMatchObject([{ pid: 71, ppid: 70 }])
      builder.next([init, reaper, parent, child], 3000)
      expect(builder.rows().find((row) => row.pid === 71)).not.toHaveProperty('orphan')
      expect(builder.next([init, reaper, adopted], 4000).changed).toMatchObject([{ pid: 71, orphan: orphaned }])
    })
  })

  it('tells since when a zombie is one, and when it always was as long as it was seen', () => {
    let at = 10
    const builder = createTableBuilder(() => at)
    const child = raw(71, 70)
    builder.next([init, raw(70, 1), child, raw(72, 70, { state: 'zombie' })], 0)
    at = 20
    const zombie = { ...child, state: 'zombie' as const }
    builder.next([init, raw(70, 1), zombie, raw(72, 70, { state: 'zombie' })], 1000)
    at = 30
    builder.next([init, raw(70, 1, { name: 'other' }), zombie, raw(72, 70, { state: 'zombie' })], 2000)
    const rows = new Map(builder.rows().map((row) => [row.pid, row]))
    expect(rows.get(71)?.zombie).toMatchObject({ seenAt: 20, waitingOn: { name: 'other' } })
    expect(rows.get(71)?.zombie).not.toHaveProperty('already')
    expect(rows.get(72)?.zombie).toMatchObject({ seenAt: 10, already: true })
  })

  it('tells of a zombie whose parent has another name now', () => {
    const builder = createTableBuilder()
    const zombie = raw(71, 70, { state: 'zombie' })
    builder.next([raw(70, 1), zombie], 0)
    const { changed } = builder.next([raw(70, 1, { name: 'renamed' }), zombie], 1000)
    expect(changed.find((row) => row.pid === 71)?.zombie?.waitingOn?.name).toBe('renamed')
  })

  it('has CPU figures that samples in quick succession do not spoil', () => {
    const builder = createTableBuilder()
    const percentAt = (atMs: number, cpuTimeMs: number): number | undefined => {
      builder.next([raw(9, 1, { cpuTimeMs })], atMs)
      return builder.rows()[0]?.cpuPercent
    }
    expect(percentAt(0, 0)).toBeUndefined()
    expect(percentAt(1000, 500)).toBe(50)
    expect(percentAt(1003, 510)).toBe(50)
    expect(percentAt(2000, 1000)).toBe(50)
  })

  it('calls idle who is read again just as it was, and leaves the figure of who was not read', () => {
    const builder = createTableBuilder()
    const later = [raw(8, 1, { cpuTimeMs: 500 }), raw(9, 1, { cpuTimeMs: 500 })] as const
    builder.next([raw(8, 1, { cpuTimeMs: 0 }), raw(9, 1, { cpuTimeMs: 0 })], 0)
    builder.next(later, 1000)
    expect(builder.rows().map(({ cpuPercent }) => cpuPercent)).toEqual([50, 50])
    const { ended } = builder.next([later[0]], 2000, undefined, [later[1]])
    expect(ended).toEqual([])
    expect(builder.rows().map(({ pid, cpuPercent }) => [pid, cpuPercent])).toEqual([
      [8, 0],
      [9, 50],
    ])
  })

  it('starts anew for a pid that was reused', () => {
    const builder = createTableBuilder()
    builder.next([raw(9, 1, { cpuTimeMs: 900 })], 0)
    const { started, ended } = builder.next([raw(9, 1, { startKey: 'later', cpuTimeMs: 10 })], 1000)
    expect(ended).toEqual([{ pid: 9, startKey: '9' }])
    expect(started).toHaveLength(1)
    expect(started[0]).not.toHaveProperty('cpuPercent')
  })

  it('infers an orphan from groups alone where no sessions are told', () => {
    const launchd = raw(1, 0, { processGroup: 1 })
    const job = raw(81, 1, { processGroup: 80 })
    const service = raw(82, 1, { processGroup: 82 })
    const rows = createTableBuilder().next([launchd, job, service], 0).started
    expect(rows.map((row) => row.orphan?.originalParent)).toEqual([undefined, { pid: 80 }, undefined])
  })

  it('names no living process as the parent that ended: only a child of the leader can have been it', () => {
    const [leader, sleeper] = [raw(70, 1, { session: 70, processGroup: 70 }), { session: 70, processGroup: 70 }]
    const other = raw(1, 0, { session: 1, processGroup: 1 })
    const orphanOf = (first: typeof leader) =>
      createTableBuilder()
        .next([other, first, raw(71, 1, sleeper)], 0)
        .started.find(({ pid }) => pid === 71)?.orphan
    expect(orphanOf(leader)).toEqual({ evidence: 'inferred', adopter: expect.objectContaining({ pid: 1 }) })
    expect(orphanOf({ ...leader, state: 'zombie' })).toMatchObject({ originalParent: { pid: 70 } })
  })

  it('puts news in as the next sample would, and leaves the figures of whoever was not read', () => {
    const before = [init, raw(5, 1, { cpuTimeMs: 0 }), raw(6, 5, { cpuTimeMs: 0 }), raw(7, 5)]
    const after = [init, raw(6, 1, { cpuTimeMs: 0 }), raw(8, 6)]
    const byNews = createTableBuilder(() => 7)
    const bySample = createTableBuilder(() => 7)
    for (const builder of [byNews, bySample]) builder.next(before, 0)
    const read = new Map([
      [5, undefined],
      [6, after[1]],
      [7, undefined],
      [8, after[2]],
    ])
    const news = byNews.update({ read, brief: [] }, 200)
    const sample = bySample.next(after, 200)
    const sorted = (rows: readonly { pid: number }[]) => rows.toSorted((a, b) => a.pid - b.pid)
    expect(sorted(news.ended)).toEqual(sorted(sample.ended))
    expect(sorted(news.started)).toEqual(sorted(sample.started))
    expect(sorted(news.changed)).toEqual(sorted(sample.changed))
    expect(sorted(byNews.rows())).toEqual(sorted(bySample.rows()))
    expect(news.changed).toMatchObject([{ pid: 6, orphan: { evidence: 'observed', originalParent: { pid: 5 } } }])
  })

  it('relates children anew with their parent, without a figure for the time since they were read', () => {
    const builder = createTableBuilder()
    builder.next([init, raw(5, 1), raw(6, 5, { cpuTimeMs: 0 })], 0)
    builder.next([init, raw(5, 1), raw(6, 5, { cpuTimeMs: 100 })], 1000)
    const later = builder.update({ read: new Map([[5, raw(5, 1, { name: 'renamed' })]]), brief: [] }, 2000)
    // It names its parent by pid and stamp only.
    expect(later.changed).toMatchObject([{ pid: 5, name: 'renamed' }])
    expect(builder.rows().find(({ pid }) => pid === 6)).toMatchObject({ cpuPercent: 10 })
  })

  it('tells of those who came and went as both, with each other as parents, and keeps nothing of them', () => {
    const builder = createTableBuilder()
    builder.next([init], 0)
    const difference = builder.update({ read: new Map(), brief: [raw(8, 1), raw(9, 8)] }, 1)
    expect(difference.started).toMatchObject([
      { pid: 8, parentStartKey: '1' },
      { pid: 9, parentStartKey: '8' },
    ])
    expect(difference.ended).toEqual([
      { pid: 8, startKey: '8' },
      { pid: 9, startKey: '9' },
    ])
    expect(builder.rows().map(({ pid }) => pid)).toEqual([1])
    expect(builder.holderOf(8)).toBeUndefined()
  })

  it('knows an orphan by its birth, though it was never seen under its parent', () => {
    const builder = createTableBuilder()
    builder.next([init], 0)
    builder.noteBirth(9, { pid: 8, name: 'sh' })
    const { started } = builder.update({ read: new Map([[9, raw(9, 1)]]), brief: [] }, 1)
    expect(started).toMatchObject([
      { pid: 9, orphan: { evidence: 'observed', originalParent: { pid: 8, name: 'sh' }, adopter: { pid: 1 } } },
    ])
  })
})
