import { describe, expect, it } from 'vitest'
import { chooseSignalling } from '../../../src/core/platform/choose-signalling.ts'
import type { Listener } from '../../../src/core/platform/signalling.ts'
import { planTargets } from '../../../src/core/signals/plan-targets.ts'
import type { Process } from '../../../src/shared/contract/process.ts'

const platform = {
  ...chooseSignalling(),
  partOf: (pid: number) => (pid === 100 ? { unit: 'web.service', container: '0123456789ab' } : {}),
}
const rules = { platform, ownPid: 50, ancestors: new Set<number>() }

const row = (pid: number, ppid: number, more: Partial<Process> = {}): Process => ({
  pid,
  startKey: String(pid),
  ppid,
  parentStartKey: String(ppid),
  name: `p${pid}`,
  state: 'sleeping',
  ...more,
})
const adopted = { orphan: { evidence: 'inferred', adopter: { pid: 1 } } } as const

const rows = [
  row(1, 0),
  row(100, 1, { session: 100, user: 'ann' }),
  row(101, 100, { session: 100 }),
  row(102, 101, { session: 100 }),
  row(103, 1, { session: 100, ...adopted }),
  row(104, 103, { session: 100 }),
  row(200, 1, { session: 200, ...adopted }),
]

const plan = (pid: number, tree: boolean) =>
  planTargets({ targets: [{ kind: 'process', pid }], tree, evenCritical: false }, rows, platform, rules)

describe('a plan for a port', () => {
  const who = async (listeners: readonly Listener[]) => {
    const listening = { ...platform, listeningOn: () => Promise.resolve(listeners) }
    const request = { targets: [{ kind: 'port' as const, port: 53 }], tree: false, evenCritical: false }
    return (await planTargets(request, rows, listening, rules)).targets.map(({ pid, ports }) => [pid, ports])
  }
  const udp = { pid: 100, protocol: 'udp' } as const

  it('means who listens by TCP, and who hears by UDP only where nobody does', async () => {
    expect(await who([{ pid: 200, protocol: 'tcp' }, udp])).toEqual([[200, [{ port: 53, protocol: 'tcp' }]]])
    expect(await who([udp])).toEqual([[100, [{ port: 53, protocol: 'udp' }]]])
  })
})

describe('a plan', () => {
  it('says whose it is, what it is part of and how many are below, orphans of its session among them', async () => {
    expect((await plan(100, false)).targets).toEqual([
      {
        pid: 100,
        startKey: '100',
        name: 'p100',
        depth: 0,
        descendants: 4,
        unit: 'web.service',
        container: '0123456789ab',
        user: 'ann',
      },
    ])
    expect((await plan(101, false)).targets).toMatchObject([{ descendants: 1 }])
  })

  it('lists them all, each once and where it belongs, and nobody of another session', async () => {
    const { targets } = await plan(100, true)
    expect(targets.map(({ pid, depth }) => [pid, depth])).toEqual([
      [100, 0],
      [101, 1],
      [102, 2],
      [103, 1],
      [104, 2],
    ])
  })
})
