import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { cpus as machineCpus } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { cpusetFiles, readCpuset } from '../../../src/core/platform/linux/cpuset.ts'
import { createTuner } from '../../../src/core/tuning/create-tuner.ts'
import { endAll, identityOf, pidOf, start, until, untilEnded } from '../signals/real-process.ts'

const v1 = `tmpfs /sys/fs/cgroup tmpfs rw,mode=755 0 0
cgroup /sys/fs/cgroup/cpu cgroup rw,cpu,cpuacct 0 0
cgroup /sys/fs/cgroup/cpuset cgroup rw,nosuid,cpuset,clone_children 0 0
cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0
`
const v2 = 'proc /proc proc rw 0 0\ncgroup2 /sys/fs/cgroup cgroup2 rw,nsdelegate 0 0\n'

describe('cpusetFiles', () => {
  it.each([
    [
      '9:cpuset:/a/b\n0::/x\n',
      v1,
      ['cpuset/a/b/cpuset.effective_cpus', 'cpuset/a/cpuset.effective_cpus', 'cpuset/cpuset.effective_cpus'],
    ],
    ['3:cpu,cpuset:/\n', v1, ['cpuset/cpuset.effective_cpus']],
    ['0::/a b/c:d\n', v2, ['a b/c:d/cpuset.cpus.effective', 'a b/cpuset.cpus.effective', 'cpuset.cpus.effective']],
    ['3:cpusets:/x\n', v2, []],
    ['9:cpuset:/a\n', v2, []],
    ['', v1, []],
  ])('%j', (groups, mounts, expected) => {
    expect(cpusetFiles(groups, mounts)).toEqual(expected.map((file) => `/sys/fs/cgroup/${file}`))
  })
})

/** @returns where a group of the test's own can be made, whose CPUs can be chosen */
function parentGroup(): string | undefined {
  if (process.geteuid?.() !== 0) return undefined
  const folders = cpusetFiles(readFileSync('/proc/self/cgroup', 'utf8'), readFileSync('/proc/self/mounts', 'utf8'))
  const parent = folders.at(-1)?.replace(/\/[^/]+$/, '')
  if (parent === undefined || !existsSync(`${parent}/cpuset.cpus`)) return undefined
  return parent
}

const stops: (() => unknown)[] = []
afterEach(async () => {
  endAll()
  for (const stop of stops.splice(0)) await stop()
})

describe.runIf(process.platform === 'linux')('a process in a group that has not all CPUs', () => {
  it('is offered those of the group, and told what it really got', async (test) => {
    const parent = parentGroup()
    if (parent === undefined || machineCpus().length < 2) {
      return test.skip('Needs root, two CPUs and control groups (v1) that divide CPUs.')
    }
    const group = `${parent}/forkscope-test-${process.pid}`
    mkdirSync(group)
    const pid = pidOf(start('sleep', ['60']))
    stops.push(async () => {
      await untilEnded(pid)
      rmdirSync(group)
    })
    writeFileSync(`${group}/cpuset.mems`, '0')
    writeFileSync(`${group}/cpuset.cpus`, '0')
    writeFileSync(`${group}/cgroup.procs`, String(pid))
    await until(pid, ({ name }) => name === 'sleep')
    const target = await identityOf(pid)
    const tuner = createTuner()
    expect(readCpuset(pid)).toEqual([0])
    expect(await tuner.scheduling(target)).toMatchObject({ cpus: [0], usableCpus: [0] })
    const asked = { targets: [target], change: { kind: 'affinity' as const, cpus: [0, 1] } }
    expect(await tuner.adjust(asked)).toMatchObject([
      {
        outcome: 'changed',
        cpus: [0],
        message: `Process ${pid} runs on the CPUs 0 now; the system gave it no other of 0-1.`,
      },
    ])
    const only = await tuner.adjust({ targets: [target], change: { kind: 'affinity', cpus: [0] } })
    expect(only[0]).not.toHaveProperty('cpus')
    const other = await tuner.adjust({ targets: [target], change: { kind: 'affinity', cpus: [1] } })
    expect(other).toMatchObject([{ outcome: 'refused', reason: 'no-such-cpu' }])
  })
})
