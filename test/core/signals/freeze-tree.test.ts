import { describe, expect, it, afterEach } from 'vitest'
import { chooseSignalling } from '../../../src/core/platform/choose-signalling.ts'
import type { SignallingPlatform } from '../../../src/core/platform/signalling.ts'
import { createSignaller } from '../../../src/core/signals/create-signaller.ts'
import { endAll, identityOf, pidOf, startReady, until, untilEnded } from './real-process.ts'

const table = { list: () => Promise.reject(new Error('No table here.')) }
const chosen = chooseSignalling()
const sample = { source: 'procfs', costMs: 0, intervalMs: 0, memoryUsedBytes: 0, memoryTotalBytes: 0 } as const
/** Goes on in a second thread that has started a process; told when the first has ended. */
const leaderless = `
import ctypes, os, subprocess, threading, time
def work():
    path = '/proc/self/stat'
    while open(path).read().rpartition(')')[2].split()[0] != 'Z': time.sleep(0.001)
    print(subprocess.Popen(['sleep', '60']).pid, flush=True)
    while True: pass
threading.Thread(target=work).start()
ctypes.CDLL(None).syscall(60 if os.uname().machine == 'x86_64' else 93, 0)
`

afterEach(endAll)

function endTree(pid: number, signal: string, platform: SignallingPlatform = chosen) {
  const signaller = createSignaller({ table, platform })
  return identityOf(pid).then((root) => signaller.signal({ targets: [root], signal, tree: true, evenCritical: false }))
}

describe.runIf(process.platform === 'linux')('a frozen tree', () => {
  it('holds what became a daemon in it: another session, and an orphan that only the session tells', async () => {
    const script = 'setsid sh -c "(sh -c \'sleep 61 & echo \\$!; exec sleep 62\' &) ; sleep 63" & wait'
    const { child, line } = await startReady('sh', ['-c', script])
    const orphan = Number(line)
    // The shell between them ends: its child is adopted.
    const results = await endTree(pidOf(child), 'SIGKILL')
    expect(results.map(({ pid }) => pid)).toContain(orphan)
    expect(results.every(({ outcome }) => outcome === 'ended' || outcome === 'zombie')).toBe(true)
    await untilEnded(orphan)
  })

  it('leaves nobody stopped who was not, whatever fails on the way', async () => {
    const { child, line } = await startReady('sh', ['-c', 'sleep 60 & echo $!; wait'])
    const pids = [pidOf(child), Number(line)]
    await until(Number(line), ({ name }) => name === 'sleep')
    let looks = 0
    const blind = {
      ...chosen,
      scan: () => {
        looks += 1
        return looks === 2 ? Promise.reject(new Error('/proc cannot be read')) : chosen.scan()
      },
    }
    await expect(endTree(pidOf(child), 'SIGKILL', blind)).rejects.toThrow('/proc cannot be read')
    for (const pid of pids) await until(pid, ({ state }) => state === 'sleeping')

    const clumsy: SignallingPlatform = {
      ...chosen,
      open(pid) {
        const handle = chosen.open(pid)
        if (handle === undefined) return undefined
        const send = (signal: string) => {
          if (signal === 'SIGKILL') throw new Error('no more')
          return handle.send(signal)
        }
        return { send, hasEnded: () => handle.hasEnded(), close: () => handle.close() }
      },
    }
    await expect(endTree(pidOf(child), 'SIGKILL', clumsy)).rejects.toThrow('no more')
    for (const pid of pids) await until(pid, ({ state }) => state === 'sleeping')
  })

  it('waits for nobody whom this account may not stop, and reaches those below', async () => {
    const { child, line } = await startReady('sh', [
      '-c',
      'sh -c "sleep 60 & echo \\$\\$ \\$!; while :; do :; done" & wait',
    ])
    const [denied = 0, below = 0] = line.split(' ').map(Number)
    await until(below, ({ name }) => name === 'sleep')
    let looks = 0
    const ordinary: SignallingPlatform = {
      ...chosen,
      scan() {
        looks += 1
        return chosen.scan()
      },
      open(pid) {
        const handle = chosen.open(pid)
        if (handle === undefined || pid !== denied) return handle
        return { ...handle, send: () => ({ kind: 'denied' }) }
      },
    }
    const known = { list: () => Promise.resolve({ at: 0, processes: [], sample }) }
    const signaller = createSignaller({ table: known, platform: ordinary })
    const targets = [await identityOf(pidOf(child))]
    const results = await signaller.signal({ targets, signal: 'SIGKILL', tree: true, evenCritical: false })
    expect(new Map(results.map(({ pid, outcome }) => [pid, outcome]))).toEqual(
      new Map([
        [pidOf(child), 'ended'],
        [denied, 'denied'],
        [below, 'ended'],
      ]),
    )
    expect(results).toHaveLength(3)
    // It would have been looked at every millisecond, for ten seconds.
    expect(looks).toBeLessThan(500)
    expect((await until(denied, () => true)).state).toBe('running')
  })

  it('stops the other threads of a process whose first thread has ended', async () => {
    const { child, line } = await startReady('python3', ['-c', leaderless])
    await until(pidOf(child), ({ state }) => state === 'running')
    const started = Number(line)
    const results = await endTree(pidOf(child), 'SIGSTOP')
    expect(results.map(({ pid, outcome }) => [pid, outcome])).toEqual([
      [pidOf(child), 'sent'],
      [started, 'sent'],
    ])
    expect((await until(pidOf(child), () => true)).state).toBe('stopped')
    const ended = await endTree(pidOf(child), 'SIGKILL')
    expect(ended.every(({ outcome }) => outcome === 'ended')).toBe(true)
  })

  it('leaves stopped who was stopped on purpose, unless the signal needs it running', async () => {
    const { child, line } = await startReady('sh', ['-c', 'trap : WINCH; sleep 60 & echo $!; while :; do wait; done'])
    const stopped = Number(line)
    await until(stopped, ({ name }) => name === 'sleep')
    process.kill(stopped, 'SIGSTOP')
    await until(stopped, ({ state }) => state === 'stopped')
    await endTree(pidOf(child), 'SIGWINCH')
    await until(pidOf(child), ({ state }) => state !== 'stopped')
    expect((await until(stopped, () => true)).state).toBe('stopped')
    await endTree(pidOf(child), 'SIGTERM')
    await untilEnded(stopped)
    await untilEnded(pidOf(child))
  })

  it.each(['SIGTSTP', 'SIGTTIN', 'SIGTTOU'])(
    'is stopped by %s, which being continued would take back',
    async (signal) => {
      // A job of its own: the kernel drops these signals where nobody of the session could continue the group.
      const { line } = await startReady('bash', [
        '-c',
        'set -m; sh -c "sleep 60 & echo \\$\\$ \\$!; wait" & exec sleep 60',
      ])
      const [shell = 0, sleeper = 0] = line.split(' ').map(Number)
      await until(sleeper, ({ name }) => name === 'sleep')
      const results = await endTree(shell, signal)
      expect(results.map(({ pid, outcome }) => [pid, outcome])).toEqual([
        [shell, 'sent'],
        [sleeper, 'sent'],
      ])
      for (const pid of [shell, sleeper]) await until(pid, ({ state }) => state === 'stopped')
      await endTree(shell, 'SIGKILL')
    },
  )
})
