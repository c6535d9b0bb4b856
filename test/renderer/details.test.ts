import { describe, expect, it } from 'vitest'
import { ancestorsOf, childrenOf } from '../../src/renderer/src/features/processes/details/family.tsx'
import { deadlockOf } from '../../src/renderer/src/features/processes/details/use-deadlock.ts'
import type { PageProcess } from '../../src/renderer/src/features/processes/process-store.ts'
import { keyOf } from '../../src/shared/model/tree.ts'
import { endOfWait, reasonOfWait } from '../../src/shared/model/wait-channels.ts'

const make = (pid: number, ppid: number, startKey = 'k'): PageProcess => ({
  pid,
  startKey,
  ppid,
  parentStartKey: 'k',
  name: `p${pid}`,
  state: 'sleeping',
})
const table = (...rows: readonly PageProcess[]) => new Map(rows.map((row) => [keyOf(row), row]))

describe('the family of a process', () => {
  it('is its ancestors and children by identity: a reused pid belongs to nobody', () => {
    const [init, shell, child, other] = [make(1, 0), make(2, 1), make(3, 2), make(2, 1, 'later')]
    const rows = table(init, shell, child, other)
    expect(ancestorsOf(child, rows)).toEqual([init, shell])
    expect(childrenOf(shell, rows)).toEqual([child])
    expect(childrenOf(other, rows)).toEqual([])
  })

  it('has an end where parents form a ring', () => {
    const [a, b] = [make(5, 6), make(6, 5)]
    expect(ancestorsOf(a, table(a, b))).toEqual([b])
  })
})

describe('deadlocks from the events of a run', () => {
  const at = { t: 1 }
  it('begin when the process is named, and end when it goes on', () => {
    const waiting = [
      { pid: 7, on: 'A' },
      { pid: 8, on: 'B' },
    ]
    const deadlock = { ...at, kind: 'deadlock', pid: 1, waiting, heldBy: 8 } as const
    expect(deadlockOf(deadlock, 8)).toEqual({ on: 'B', members: 2 })
    expect(deadlockOf(deadlock, 9)).toBeUndefined()
    expect(deadlockOf({ ...at, kind: 'lock', pid: 8, lock: 'B', action: 'acquire' }, 8)).toBe('over')
    expect(deadlockOf({ ...at, kind: 'lock', pid: 8, lock: 'B', action: 'request' }, 8)).toBeUndefined()
    expect(deadlockOf({ ...at, kind: 'lock', pid: 7, lock: 'B', action: 'acquire' }, 8)).toBeUndefined()
  })
})

describe('wait channels', () => {
  it('are known by what they begin with', () => {
    const known = {
      kernel_clone: 'vfork',
      do_wait: 'child',
      futex_do_wait: 'lock',
      futex_wait_queue_me: 'lock',
      ep_poll: 'events',
      do_poll: 'events',
      hrtimer_nanosleep: 'timer',
      anon_pipe_read: 'pipe',
      inet_csk_accept: 'socket',
      folio_wait_bit_common: 'storage',
      io_schedule: 'storage',
      jbd2_log_wait_commit: 'file-system',
      rpc_wait_bit_killable: 'network-file-system',
      request_wait_answer: 'fuse',
      rwsem_down_write_slowpath: 'kernel-lock',
    } as const
    for (const [channel, reason] of Object.entries(known)) expect(reasonOfWait(channel), channel).toBe(reason)
    expect(reasonOfWait('something_new')).toBeUndefined()
  })

  it('are said to take no SIGKILL only where that is known', () => {
    for (const channel of ['kernel_clone', 'rpc_wait_bit_killable'])
      expect(endOfWait(channel), channel).toBe('killable')
    for (const channel of ['jbd2_log_wait_commit', '__wait_on_buffer']) {
      expect(endOfWait(channel), channel).toBe('unkillable')
    }
    for (const channel of ['folio_wait_bit_common', 'something_new']) {
      expect(endOfWait(channel), channel).toBeUndefined()
    }
  })
})
