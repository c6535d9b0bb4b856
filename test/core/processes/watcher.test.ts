import { describe, expect, it } from 'vitest'
import { Watcher } from '../../../src/core/processes/watcher.ts'
import type { EndedProcess, Process, SampleInfo, TableEvent } from '../../../src/shared/contract/process.ts'

const sample: SampleInfo = {
  source: 'procfs',
  costMs: 1,
  intervalMs: 1000,
  memoryUsedBytes: 1,
  memoryTotalBytes: 2,
}
const row = (pid: number, name = `p${pid}`): Process => ({ pid, startKey: 's', ppid: 1, name, state: 'sleeping' })
const end = (pid: number, more: Partial<EndedProcess> = {}): EndedProcess => ({ pid, startKey: 's', ...more })
const snapshot = (at: number, ...processes: Process[]): TableEvent => ({ kind: 'snapshot', at, processes, sample })
const change = (
  at: number,
  parts: { started?: Process[]; ended?: EndedProcess[]; changed?: Process[] } = {},
): TableEvent => ({ kind: 'change', at, started: [], ended: [], changed: [], sample, ...parts })

function watch(...offered: readonly TableEvent[]) {
  const stop = new AbortController()
  const watcher = new Watcher(stop.signal)
  for (const event of offered) watcher.offer(event)
  const events = watcher.events()
  return { watcher, stop, next: async () => (await events.next()).value }
}

describe('a reader of the table', () => {
  it('gets what came while it was slow as one change, with the last of each row', async () => {
    const { next } = watch(
      snapshot(0, row(1), row(2)),
      change(1, { changed: [row(1, 'a')], started: [row(3)] }),
      change(2, { changed: [row(1, 'b'), row(3, 'renamed')] }),
      change(3, { ended: [end(2, { exitCode: 7 })] }),
    )
    expect(await next()).toMatchObject({ kind: 'snapshot', at: 0 })
    expect(await next()).toEqual(
      change(3, { started: [row(3, 'renamed')], changed: [row(1, 'b')], ended: [end(2, { exitCode: 7 })] }),
    )
  })

  it('hears of what started and ended meanwhile', async () => {
    const { next } = watch(snapshot(0), change(1, { started: [row(5)] }), change(2, { ended: [end(5)] }))
    await next()
    expect(await next()).toEqual(change(2, { started: [row(5)], ended: [end(5)] }))
  })

  it('hears of the end of a row whose changes it missed', async () => {
    const { next } = watch(snapshot(0, row(1)), change(1, { changed: [row(1, 'a')] }), change(2, { ended: [end(1)] }))
    await next()
    expect(await next()).toEqual(change(2, { ended: [end(1)] }))
  })

  it('keeps a pid that ended and its successor apart', async () => {
    const successor = { ...row(1), startKey: 'later' }
    const { next } = watch(snapshot(0, row(1)), change(1, { ended: [end(1)], started: [successor] }))
    await next()
    expect(await next()).toEqual(change(1, { ended: [end(1)], started: [successor] }))
  })

  it('starts from the newest snapshot, and forgets differences to an older one', async () => {
    const { next, watcher } = watch(snapshot(0, row(1)), change(1, { started: [row(2)] }), snapshot(2, row(3)))
    expect(await next()).toEqual(snapshot(2, row(3)))
    watcher.offer(change(3, { started: [row(4)] }))
    expect(await next()).toEqual(change(3, { started: [row(4)] }))
  })

  it('ignores differences before its first snapshot', async () => {
    const { next } = watch(change(1, { started: [row(2)] }), snapshot(2, row(3)))
    expect(await next()).toEqual(snapshot(2, row(3)))
  })

  it('hears of trouble first, and of the last one only', async () => {
    const trouble = (at: number): TableEvent => ({
      kind: 'trouble',
      at,
      message: `no ${at}`,
      trouble: { code: 'unreadable' },
    })
    const { next } = watch(snapshot(0), trouble(1), trouble(2))
    expect(await next()).toEqual(trouble(2))
    expect(await next()).toEqual(snapshot(0))
  })

  it('holds no more than one event per process, however slow the reader', async () => {
    const { watcher, next } = watch(snapshot(0, row(1)))
    for (let at = 1; at <= 1000; at += 1) {
      const changed = [row(1, `n${at}`)]
      watcher.offer(change(at, { changed, started: [row(at + 10)], ended: at > 1 ? [end(at + 9)] : [] }))
    }
    await next()
    const told: TableEvent | undefined = (await next()) ?? undefined
    if (told?.kind !== 'change') throw new Error('no change came')
    expect(told.changed).toEqual([row(1, 'n1000')])
    // Of those that came and went it holds the first 500.
    expect(told.ended).toHaveLength(500)
    expect(told.started.map(({ pid }) => pid)).toEqual([...told.ended.map(({ pid }) => pid), 1010])
  })

  it('waits for the next event, and ends at once when its signal aborts', async () => {
    const { watcher, next, stop } = watch(snapshot(0))
    await next()
    const waiting = next()
    watcher.offer(change(1, { started: [row(2)] }))
    expect(await waiting).toEqual(change(1, { started: [row(2)] }))
    const last = next()
    stop.abort()
    expect(await last).toBeUndefined()
  })
})
