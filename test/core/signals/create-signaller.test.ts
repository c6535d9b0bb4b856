import { execFileSync } from 'node:child_process'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createProcessTable } from '../../../src/core/processes/process-table.ts'
import { createSignaller } from '../../../src/core/signals/create-signaller.ts'
import type { ProcessIdentity } from '../../../src/shared/contract/process.ts'
import type { SignalResult } from '../../../src/shared/contract/signals.ts'
import { portableHandle } from '../../../src/core/platform/portable-handle.ts'
import { chooseSignalling } from '../../../src/core/platform/choose-signalling.ts'
import {
  endAll,
  identityOf,
  pidOf,
  start,
  startNeverWaiting,
  startReady,
  startZombie,
  until,
  untilEnded,
} from './real-process.ts'

const table = createProcessTable({})
const signaller = createSignaller({ table })
const portable = createSignaller({
  table,
  platform: { ...chooseSignalling(), atomic: false, open: portableHandle },
})

afterEach(endAll)
afterAll(() => table.stop())

async function send(
  target: ProcessIdentity,
  signal: string,
  more: { tree?: boolean; graceMs?: number; evenCritical?: boolean } = {},
  by = signaller,
): Promise<SignalResult> {
  const results = await by.signal({ targets: [target], signal, tree: false, evenCritical: false, ...more })
  const own = results.find(({ pid }) => pid === target.pid)
  if (own === undefined) throw new Error('No result for the target.')
  return own
}

const stubborn = ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.05; done'] as const

for (const [way, by] of [
  ['through pidfds where there are any', signaller],
  ['by check and kill', portable],
] as const) {
  describe.runIf(process.platform !== 'win32')(`one process, ${way}`, () => {
    it('ends by SIGTERM', async () => {
      const pid = pidOf(start('sleep', ['60']))
      const result = await send(await identityOf(pid), 'SIGTERM', {}, by)
      expect(result).toMatchObject({ pid, outcome: 'ended', signal: 'SIGTERM' })
    })

    it('is only sent what it ignores, and ends by SIGKILL', async () => {
      const { child } = await startReady('sh', stubborn)
      const target = await identityOf(pidOf(child))
      expect(await send(target, 'TERM', {}, by)).toMatchObject({ outcome: 'sent', signal: 'SIGTERM' })
      expect(await send(target, '9', {}, by)).toMatchObject({ outcome: 'ended', signal: 'SIGKILL' })
    })

    it.runIf(process.platform === 'linux')('gets real-time signals, of which Node knows none', async () => {
      const program = `
import signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGRTMIN + 1])
print('ready', flush=True)
got = signal.sigwait([signal.SIGRTMIN + 1])
print('got', got - signal.SIGRTMIN, flush=True)
sys.stdin.read()
signal.pause()
`
      const { child } = await startReady('python3', ['-c', program])
      const target = await identityOf(pidOf(child))
      const heard = child.stdout && once(createInterface({ input: child.stdout }), 'line')
      expect(await send(target, 'RTMIN+1', {}, by)).toMatchObject({ outcome: 'sent', signal: 'SIGRTMIN+1' })
      expect(await heard).toEqual(['got 1'])
      expect(await send(target, '64', {}, by)).toMatchObject({ outcome: 'ended', signal: 'SIGRTMIN+30' })
    })

    it('is forced after the grace', async () => {
      const { child } = await startReady('sh', stubborn)
      const result = await send(await identityOf(pidOf(child)), 'SIGTERM', { graceMs: 50 }, by)
      expect(result).toMatchObject({ outcome: 'ended', signal: 'SIGKILL' })
      expect(result.elapsedMs).toBeGreaterThanOrEqual(50)
    })

    it.each(['SIGSTOP', 'SIGCONT'])('does not end by %s, as a tree with a grace either', async (signal) => {
      const { child } = await startReady('sh', ['-c', 'sleep 60 & echo ready; wait'])
      const request = { targets: [await identityOf(pidOf(child))], tree: true, evenCritical: false, graceMs: 20 }
      const results = await by.signal({ ...request, signal })
      expect(results.map(({ outcome, signal: sent }) => `${sent} ${outcome}`)).toEqual([
        `${signal} sent`,
        `${signal} sent`,
      ])
      for (const { pid } of results) expect((await until(pid, () => true)).state).not.toBe('zombie')
    })

    it.each([false, true])('is not forced when Forkscope became read-only during the grace, tree: %s', async (tree) => {
      const { child } = await startReady('sh', [
        '-c',
        'trap "echo asked" TERM; echo ready; while :; do sleep 1 & wait; done',
      ])
      let only = false
      child.stdout?.once('data', () => (only = true))
      const changing = createSignaller({
        table,
        readOnly: () => only,
        platform: { ...chooseSignalling(), ...(by === portable && { atomic: false, open: portableHandle }) },
      })
      const target = await identityOf(pidOf(child))
      const result = await send(target, 'SIGTERM', { graceMs: 1000, tree }, changing)
      expect(only).toBe(true)
      expect(result).toMatchObject({ outcome: 'sent', signal: 'SIGTERM' })
      expect(child.exitCode ?? child.signalCode).toBeNull()
      expect(await send(target, 'SIGKILL', { tree }, changing)).toMatchObject({
        outcome: 'refused',
        reason: 'read-only',
      })
    })

    it('does not take for ended what it has no descriptor to look at', async () => {
      const { child } = await startReady('sh', [...stubborn])
      const target = await identityOf(pidOf(child))
      let isShort = true
      const looking = createSignaller({
        table,
        platform: { ...chooseSignalling(), ...(by === portable && { atomic: false, open: portableHandle }) },
        inspect: async (pid) => {
          if (isShort && pid === target.pid) throw Object.assign(new Error('Too many open files'), { code: 'EMFILE' })
          return until(pid, () => true)
        },
      })
      const blind = await send(target, 'SIGTERM', {}, looking)
      expect(blind).toMatchObject({ outcome: 'denied', reason: 'unseen', message: expect.stringContaining('EMFILE') })
      isShort = false
      expect(await send(target, 'SIGTERM', {}, looking)).toMatchObject({ outcome: 'sent' })
    })

    it('stops, keeps a polite signal for later and continues', async () => {
      const target = await identityOf(pidOf(start('sleep', ['60'])))
      expect(await send(target, 'SIGSTOP', {}, by)).toMatchObject({ outcome: 'sent' })
      await until(target.pid, ({ state }) => state === 'stopped')
      const polite = await send(target, 'SIGTERM', {}, by)
      expect(polite.outcome).toBe('sent')
      expect(polite.message).toContain('stopped')
      expect((await send(target, 'SIGCONT', {}, by)).outcome).toMatch(/sent|gone/)
      await untilEnded(target.pid)
    })

    it('is reported, not signalled, when it has ended', async () => {
      const child = start('sleep', ['60'])
      const target = await identityOf(pidOf(child))
      child.kill('SIGKILL')
      await once(child, 'exit')
      expect(await send(target, 'SIGTERM', {}, by)).toMatchObject({ outcome: 'gone' })
    })

    it('is reported, not signalled, when the pid belongs to another process', async () => {
      const child = start('sleep', ['60'])
      const { pid } = await identityOf(pidOf(child))
      expect(await send({ pid, startKey: '1' }, 'SIGKILL', {}, by)).toMatchObject({ outcome: 'reused' })
      expect((await until(pid, () => true)).state).not.toBe('zombie')
    })

    it('stays a zombie whatever is sent, and its parent is named', async () => {
      const { parent, zombie } = await startZombie()
      const result = await send(await identityOf(zombie), 'SIGKILL', {}, by)
      expect(result).toMatchObject({ outcome: 'zombie', waitingOn: { pid: parent, name: 'sleep' } })
      expect(result.message).toContain(String(parent))
    })

    it('has ended even when its parent does not collect it', async () => {
      const { parent, child } = await startNeverWaiting()
      const result = await send(await identityOf(child), 'SIGKILL', {}, by)
      expect(result).toMatchObject({ outcome: 'ended', waitingOn: { pid: parent } })
    })
  })
}

describe.runIf(process.platform !== 'win32')('refusals', () => {
  it.each([
    ['pid 0', 0, 'init'],
    ['init', 1, 'init'],
    ['Forkscope itself', process.pid, 'forkscope'],
    ['what Forkscope runs under', process.ppid, 'ancestor'],
  ])('refuses %s', async (_, pid, reason) => {
    const target = pid === 0 ? { pid, startKey: '1' } : await identityOf(pid)
    expect(await send(target, 'SIGKILL')).toMatchObject({ outcome: 'refused', reason })
  })

  it('lifts them when told so, for all but pid 0', async () => {
    expect(await send({ pid: 0, startKey: '1' }, 'SIGCONT', { evenCritical: true })).toMatchObject({
      outcome: 'refused',
    })
    expect(await send(await identityOf(process.ppid), 'SIGCONT', { evenCritical: true })).toMatchObject({
      outcome: 'sent',
    })
  })

  it('refuses a thread of the kernel', async (test) => {
    const { processes } = await table.list()
    const thread = processes.find(({ kernel }) => kernel)
    if (thread === undefined) return test.skip('No thread of the kernel is visible here, as in most containers.')
    expect(await send(thread, 'SIGKILL')).toMatchObject({ outcome: 'refused', reason: 'kernel-thread' })
  })

  it('never stops itself with the tree it is in, whatever is lifted', async () => {
    // Stands in for Forkscope: were it stopped, the real one could not continue anybody.
    const { child, line } = await startReady('sh', ['-c', 'sleep 60 & echo $!; wait'])
    const below = createSignaller({ table, ownPid: Number(line) })
    const root = await identityOf(pidOf(child))
    const request = { signal: 'SIGTERM', tree: true, evenCritical: true } as const
    const results = await below.signal({ ...request, targets: [root] })
    expect(results).toMatchObject([
      { pid: pidOf(child), outcome: 'ended' },
      { pid: Number(line), outcome: 'refused', reason: 'forkscope' },
    ])
    const own = await below.signal({ ...request, targets: [await identityOf(Number(line))] })
    expect(own).toMatchObject([{ outcome: 'refused', reason: 'forkscope' }])
    // It may be waiting for a CPU still; a stopped one would not come to sleep.
    expect((await until(Number(line), ({ state }) => state === 'sleeping')).pid).toBe(Number(line))
  })

  it('does not know a signal that the system lacks', async () => {
    const target = await identityOf(pidOf(start('sleep', ['60'])))
    await expect(send(target, 'SIGNOPE')).rejects.toThrow('SIGNOPE')
    expect((await until(target.pid, () => true)).state).not.toBe('zombie')
  })
})

describe('another user', () => {
  it('is denied what it may not signal, with the owner named', async () => {
    const target = await identityOf(pidOf(start('sleep', ['60'])))
    const handle = { send: () => ({ kind: 'denied' }) as const, hasEnded: () => false, close: () => {} }
    const owned = {
      list: async () => {
        const snapshot = await table.list()
        return { ...snapshot, processes: snapshot.processes.map((row) => ({ ...row, user: 'ann' })) }
      },
    }
    const denied = createSignaller({ table: owned, platform: { ...chooseSignalling(), open: () => handle } })
    const result = await send(target, 'SIGKILL', {}, denied)
    expect(result).toMatchObject({ outcome: 'denied', reason: 'not-permitted' })
    expect(result.message).toContain('ann')
  })
})

describe.runIf(process.platform !== 'win32')('trees', () => {
  it('ends a shell that goes on forking, and all it started', async () => {
    const { child } = await startReady('sh', [
      '-c',
      'while :; do (sleep 31 & exec sleep 31) & sleep 0.01; echo ready; done',
    ])
    const root = await identityOf(pidOf(child))
    const results = await signaller.signal({ targets: [root], signal: 'SIGKILL', tree: true, evenCritical: false })
    expect(results.length).toBeGreaterThan(1)
    // A subshell that had ended when the tree was frozen is a zombie, or gone by then, and is told as that.
    const done = new Set(['ended', 'zombie', 'gone'])
    expect(results.map(({ outcome }) => outcome).filter((outcome) => !done.has(outcome))).toEqual([])
    for (const { pid } of results) await untilEnded(pid)
    const alive = execFileSync('ps', ['-axo', 'pgid=,stat='], { encoding: 'utf8' })
      .split('\n')
      .map((row) => row.trim().split(/\s+/))
      .filter(([group, state]) => group === String(pidOf(child)) && state?.startsWith('Z') === false)
    expect(alive).toEqual([])
  })

  it('lets the tree act on a polite signal', async () => {
    const { child } = await startReady('sh', ['-c', 'sleep 60 & echo ready; wait'])
    const results = await signaller.signal({
      targets: [await identityOf(pidOf(child))],
      signal: 'SIGTERM',
      tree: true,
      evenCritical: false,
    })
    expect(results.map(({ outcome }) => outcome)).toEqual(['ended', 'ended'])
  })

  it('forces what outlives the grace', async () => {
    const { child } = await startReady('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done'])
    const target = await identityOf(pidOf(child))
    expect(await send(target, 'SIGTERM', { tree: true, graceMs: 100 })).toMatchObject({
      outcome: 'ended',
      signal: 'SIGKILL',
    })
  })
})

describe('plans', () => {
  it('finds who listens on a port', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const plan = await signaller.plan({ targets: [{ kind: 'port', port }], tree: false, evenCritical: false })
    server.close()
    expect(plan.targets).toMatchObject([{ pid: process.pid, refusal: 'forkscope', depth: 0 }])
  })

  it('lists a tree with depths and what matched nothing', async () => {
    const { child, line } = await startReady('sh', ['-c', 'sleep 60 & echo $!; wait'])
    await until(Number(line), ({ name }) => name === 'sleep')
    const missing = { kind: 'name', name: 'no-such-image-anywhere' } as const
    const plan = await signaller.plan({
      targets: [{ kind: 'process', pid: pidOf(child) }, missing],
      tree: true,
      evenCritical: false,
    })
    expect(plan.targets).toMatchObject([
      { pid: pidOf(child), depth: 0 },
      { pid: Number(line), depth: 1, name: 'sleep' },
    ])
    expect(plan.unmatched).toEqual([missing])
  })
})
