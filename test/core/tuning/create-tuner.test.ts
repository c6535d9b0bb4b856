import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { dirname } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { chooseSignalling } from '../../../src/core/platform/choose-signalling.ts'
import { linuxTuning } from '../../../src/core/platform/linux/tuning.ts'
import { portableHandle } from '../../../src/core/platform/portable-handle.ts'
import { inspectProcess } from '../../../src/core/processes/inspect.ts'
import { createTuner } from '../../../src/core/tuning/create-tuner.ts'
import type { Change } from '../../../src/shared/contract/adjust.ts'
import { bundleProgram } from '../../helpers/bundle-program.ts'
import { endAll, identityOf, pidOf, start, startReady, startZombie, until } from '../signals/real-process.ts'

const tuner = createTuner()
const nice = (value: number): Change => ({ kind: 'nice', nice: value })
const onCpus = (...cpus: number[]): Change => ({ kind: 'affinity', cpus })

afterEach(endAll)

/** Each thread's niceness (field 19 of stat) and CPUs, as the kernel tells them. */
function threadsOf(pid: number): readonly { nice: number; cpus: string | undefined }[] {
  return readdirSync(`/proc/${pid}/task`).map((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1')
    const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'latin1')
    return {
      nice: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]),
      cpus: /^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1],
    }
  })
}

async function startNode(): Promise<number> {
  const { child } = await startReady(process.execPath, ['-e', 'setInterval(() => {}, 1e6); console.log("ready")'])
  return pidOf(child)
}

describe.runIf(process.platform === 'linux')('scheduling on Linux', () => {
  it.each([
    ['natively', tuner],
    [
      'by taskset where koffi is missing',
      createTuner({
        platform: linuxTuning(() => {
          throw new Error('not installed')
        }),
      }),
    ],
  ])('changes every thread of a process %s', async (_, by) => {
    const target = await identityOf(await startNode())
    const before = await by.scheduling(target)
    const last = before?.usableCpus.at(-1) ?? 0
    expect(threadsOf(target.pid).length).toBeGreaterThan(1)
    expect(before).toMatchObject({ nice: getPriority(), cpus: before?.usableCpus })
    expect(await by.adjust({ targets: [target], change: nice(7) })).toMatchObject([
      { outcome: 'changed', name: 'node' },
    ])
    expect(await by.adjust({ targets: [target], change: onCpus(last) })).toMatchObject([{ outcome: 'changed' }])
    for (const thread of threadsOf(target.pid)) expect(thread).toEqual({ nice: 7, cpus: String(last) })
    expect(await by.scheduling(target)).toMatchObject({ nice: 7, cpus: [last] })
  })

  it('leaves everything as it is for a CPU that the machine has not, also beside one that it has', async () => {
    const target = await identityOf(pidOf(start('sleep', ['60'])))
    const before = threadsOf(target.pid)
    for (const cpus of [[4095], [0, 4095]]) {
      const results = await tuner.adjust({ targets: [target], change: onCpus(...cpus) })
      expect(results).toMatchObject([{ outcome: 'refused', reason: 'no-such-cpu' }])
    }
    expect(threadsOf(target.pid)).toEqual(before)
  })

  it('changes nobody but the process meant', async () => {
    const target = await identityOf(pidOf(start('sleep', ['60'])))
    const { zombie } = await startZombie()
    const results = await tuner.adjust({
      targets: [
        { ...target, startKey: '1' },
        { pid: 2 ** 22 + 1, startKey: '1' },
        await identityOf(zombie),
        await identityOf(1),
      ],
      change: nice(9),
    })
    expect(results.map(({ outcome }) => outcome)).toEqual(['reused', 'gone', 'zombie', 'refused'])
    expect(threadsOf(target.pid)).toMatchObject([{ nice: getPriority() }])
    expect(await tuner.scheduling({ ...target, startKey: '1' })).toBeUndefined()
  })

  it('says so when the pid passed on while it was changed', async () => {
    const target = await identityOf(pidOf(start('sleep', ['60'])))
    let looks = 0
    const late = createTuner({
      inspect: async (pid) => {
        looks += 1
        const seen = await until(pid, () => true)
        return looks === 1 ? seen : { ...seen, startKey: 'another' }
      },
    })
    expect(await late.adjust({ targets: [target], change: nice(3) })).toMatchObject([{ outcome: 'gone' }])
  })

  it.each([
    ['held', chooseSignalling()],
    ['held by a handle that cannot tell', { ...chooseSignalling(), open: portableHandle }],
  ])('does not take for ended one %s, which cannot be looked at', async (_, signalling) => {
    const { child } = await startReady('sh', ['-c', 'echo ready; exec sleep 60'])
    const target = await identityOf(pidOf(child))
    const shortFrom = (first: number) => {
      let looks = 0
      const inspect = async (pid: number) => {
        looks += 1
        if (looks >= first) throw Object.assign(new Error('Too many open files'), { code: 'EMFILE' })
        return inspectProcess(pid)
      }
      return createTuner({ inspect, signalling })
    }
    const [blind, short] = [shortFrom(1), shortFrom(2)]
    const milder = { targets: [target], change: nice(Math.min(19, getPriority() + 3)) }
    expect(await blind.adjust(milder)).toMatchObject([
      { outcome: 'denied', reason: 'unseen', message: expect.stringContaining('EMFILE') },
    ])
    expect(threadsOf(target.pid)).toMatchObject([{ nice: getPriority() }])
    await expect(shortFrom(1).scheduling(target)).rejects.toThrow('Too many open files')
    expect(await short.adjust(milder)).toMatchObject([{ outcome: 'changed' }])
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await tuner.adjust(milder)).toMatchObject([{ outcome: 'gone' }])
  })

  it('does not take for ended one that is held and hidden from it', async (test) => {
    if (!chooseSignalling().atomic) return test.skip('Needs pidfds.')
    const target = await identityOf(pidOf(start('sleep', ['60'])))
    const blind = createTuner({ inspect: async () => undefined })
    const results = await blind.adjust({ targets: [target], change: nice(3) })
    expect(results).toMatchObject([{ outcome: 'denied', reason: 'unseen' }])
  })

  it('says that one has ended while it was changed, by its handle where it cannot be looked at', async () => {
    const { child } = await startReady('sh', ['-c', 'echo ready; exec sleep 60'])
    const target = await identityOf(pidOf(child))
    let looks = 0
    const inspect = async (pid: number) => {
      looks += 1
      if (looks === 1) return inspectProcess(pid)
      child.kill('SIGKILL')
      await once(child, 'exit')
      throw Object.assign(new Error('Too many open files'), { code: 'EMFILE' })
    }
    const signalling = chooseSignalling()
    const [result] = await createTuner({ inspect, signalling }).adjust({ targets: [target], change: nice(3) })
    expect(result?.outcome).toBe(signalling.atomic ? 'gone' : 'changed')
  })

  it('is allowed to nobody else, and to make more urgent only to root', async (test) => {
    const nobody = ['--reuid', '65534', '--regid', '65534', '--clear-groups']
    if (process.getuid?.() !== 0 || spawnSync('setpriv', [...nobody, 'true']).status !== 0) {
      return test.skip('Needs root and setpriv to act as another user.')
    }
    const program = await bundleProgram('adjust-report', 'repository')
    chmodSync(dirname(program.file), 0o755)
    const asNobody = (pid: number, startKey: string, change: Change): unknown => {
      const args = [...nobody, process.execPath, program.file, String(pid), startKey, JSON.stringify(change)]
      return JSON.parse(spawnSync('setpriv', args, { encoding: 'utf8' }).stdout)
    }
    try {
      const foreign = await identityOf(pidOf(start('sleep', ['60'])))
      const { child } = await startReady('setpriv', [...nobody, 'sh', '-c', 'echo ready; exec sleep 60'])
      const own = await identityOf(pidOf(child))
      const milder = Math.min(19, getPriority() + 5)
      for (const change of [nice(milder), onCpus(0)]) {
        expect(asNobody(foreign.pid, foreign.startKey, change)).toMatchObject({
          outcome: 'denied',
          reason: 'not-permitted',
        })
      }
      expect(threadsOf(foreign.pid)).toMatchObject([{ nice: getPriority() }])
      expect(asNobody(own.pid, own.startKey, nice(milder))).toMatchObject({ outcome: 'changed' })
      expect(asNobody(own.pid, own.startKey, nice(-5))).toMatchObject({ outcome: 'denied', reason: 'raise-priority' })
      expect(threadsOf(own.pid)).toMatchObject([{ nice: milder }])
    } finally {
      program.remove()
    }
  })
})
