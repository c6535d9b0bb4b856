import { describe, expect, it, afterEach } from 'vitest'
import { chooseSignalling } from '../../../src/core/platform/choose-signalling.ts'
import type { SignallingPlatform } from '../../../src/core/platform/signalling.ts'
import { createSignaller } from '../../../src/core/signals/create-signaller.ts'
import { endAll, identityOf, pidOf, startReady, until, untilEnded } from './real-process.ts'

const table = { list: () => Promise.reject(new Error('No table here.')) }
const chosen = chooseSignalling()

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
