import { afterEach, describe, expect, it } from 'vitest'
import type { Inspection } from '../../src/core/processes/inspect.ts'
import { createProcessTable, type ProcessTable } from '../../src/core/processes/process-table.ts'
import { untilEnded } from '../../src/backend/until-ended.ts'
import type { Process, TableEvent } from '../../src/shared/contract/process.ts'
import { endAll, identityOf, startNeverWaiting, startZombie } from '../core/signals/real-process.ts'

const tables: ProcessTable[] = []
afterEach(async () => {
  endAll()
  for (const table of tables.splice(0)) await table.stop()
})

function openTable(): ProcessTable {
  const table = createProcessTable({ intervalMs: 200 })
  tables.push(table)
  return table
}

describe.runIf(process.platform === 'linux')('the end of a process', () => {
  it('is told when it becomes a zombie: its parent may never wait', async () => {
    const table = openTable()
    const { child } = await startNeverWaiting()
    const identity = await identityOf(child)
    const stop = new AbortController()
    const end = untilEnded(table, identity, stop.signal)
    for await (const event of table.watch(stop.signal)) {
      if (event.kind === 'snapshot' && event.processes.some(({ pid }) => pid === child)) break
    }
    process.kill(child, 'SIGTERM')
    const isTold = !table.degraded.some(({ kind }) => kind === 'silent')
    expect(await end).toEqual(isTold ? { exitSignal: 'SIGTERM' } : {})
  })

  it('was before, of one that is a zombie already', async () => {
    const { zombie } = await startZombie()
    expect(await untilEnded(openTable(), await identityOf(zombie), new AbortController().signal)).toBeUndefined()
  })
})

describe('how a process ended', () => {
  const identity = { pid: 7, startKey: 'k' }
  const row = (state: Process['state'], zombie?: Process['zombie']): Process => ({
    ...identity,
    ppid: 1,
    name: 'it',
    state,
    ...(zombie && { zombie }),
  })
  const info = { source: 'procfs', costMs: 1, intervalMs: 100, memoryUsedBytes: 1, memoryTotalBytes: 2 } as const
  const first: TableEvent = { kind: 'snapshot', at: 0, processes: [row('sleeping')], sample: info }
  const change = (liveEvents: boolean, ...changed: Process[]): TableEvent => ({
    kind: 'change',
    at: 1,
    started: [],
    ended: [],
    changed,
    sample: { ...info, liveEvents },
  })
  const askOf = (...events: TableEvent[]) => {
    const watch = async function* () {
      yield* events
    }
    return untilEnded({ watch }, identity, new AbortController().signal)
  }

  it.each([
    ['with the sight of its corpse', [change(true, row('zombie', { exitCode: 3 }))], { exitCode: 3 }],
    [
      'a moment later',
      [change(true, row('zombie', {})), change(true, row('zombie', { exitCode: 3 }))],
      { exitCode: 3 },
    ],
    [
      'when it is waited for',
      [change(true, row('zombie', {})), { ...change(true), ended: [{ ...identity, exitSignal: 'SIGHUP' }] }],
      { exitSignal: 'SIGHUP' },
    ],
    ['nowhere, and nobody waits for that', [change(true, row('zombie', {})), change(true)], {}],
    ['nowhere, where the system tells nothing', [change(false, row('zombie', {}))], {}],
  ])('is told %s', async (_, events, expected) => {
    expect(await askOf(first, ...events)).toEqual(expected)
  })

  it('is waited for while this program has no descriptor left to find out whether it was before', async () => {
    const nobody: TableEvent = { kind: 'snapshot', at: 0, processes: [], sample: info }
    const watch = async function* () {
      yield nobody
      yield change(true)
      yield { ...change(true), ended: [{ ...identity, exitCode: 3 }] }
    }
    const looks = [new Error('EMFILE'), new Error('EMFILE')].map((error) => Object.assign(error, { code: 'EMFILE' }))
    const ask = (last: Inspection | undefined) => {
      const failures = [...looks]
      const look = async () => {
        const failure = failures.shift()
        if (failure !== undefined) throw failure
        return last
      }
      return untilEnded({ watch }, identity, new AbortController().signal, look)
    }
    expect(await ask(undefined)).toEqual({ exitCode: 3 })
    looks.pop()
    expect(await ask(undefined)).toBeUndefined()
    expect(await ask({ ...identity, ppid: 1, name: 'it', state: 'sleeping' })).toEqual({ exitCode: 3 })
  })

  it('is not told while it lives', async () => {
    expect(await askOf(first, change(true, row('running')), change(true, row('stopped')))).toBeUndefined()
  })
})
