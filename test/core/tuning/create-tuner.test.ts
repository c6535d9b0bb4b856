import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { linuxTuning } from '../../../src/core/platform/linux/tuning.ts'
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
    const last = before?.onlineCpus.at(-1) ?? 0
    expect(threadsOf(target.pid).length).toBeGreaterThan(1)
    expect(before).toMatchObject({ nice: 0, cpus: before?.onlineCpus })
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
    expect(threadsOf(target.pid)).toMatchObject([{ nice: 0 }])
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
      for (const change of [nice(5), onCpus(0)]) {
        expect(asNobody(foreign.pid, foreign.startKey, change)).toMatchObject({
          outcome: 'denied',
          reason: 'not-permitted',
        })
      }
      expect(threadsOf(foreign.pid)).toMatchObject([{ nice: 0 }])
      expect(asNobody(own.pid, own.startKey, nice(5))).toMatchObject({ outcome: 'changed' })
      expect(asNobody(own.pid, own.startKey, nice(-5))).toMatchObject({ outcome: 'denied', reason: 'raise-priority' })
      expect(threadsOf(own.pid)).toMatchObject([{ nice: 5 }])
    } finally {
      program.remove()
    }
  })
})
