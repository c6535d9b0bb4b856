import { expect, it } from 'vitest'
import type { ProcessIdentity } from '../../../src/shared/contract/process.ts'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import { createFamily, type ProcessHappening } from '../../../src/lab/engine/family.ts'
import type { ProcessEyes } from '../../../src/lab/engine/observer.ts'

const supervisor = 100

function family() {
  let hear: (happening: ProcessHappening) => void = () => {}
  const met: ProcessIdentity[] = []
  const told: TraceEvent[] = []
  const eyes: ProcessEyes = {
    inspect: (pid) =>
      Promise.resolve({ pid, startKey: `start of ${pid}`, name: `name of ${pid}`, ppid: 1, state: 'running' }),
    children: () => Promise.resolve([]),
    commandLine: () => Promise.resolve(['some', 'program']),
    watchEvents(listener) {
      hear = listener
      return () => {}
    },
  }
  const made = createFamily({
    supervisor,
    eyes,
    now: () => 0,
    emit: (event) => told.push(event),
    met: (identity) => met.push(identity),
    expect: () => () => {},
    isTold: (kind, pid) => told.some((event) => event.kind === kind && event.pid === pid),
  })
  return { made, met, told, hear: (happening: ProcessHappening) => hear(happening) }
}

it('never takes the supervisor for a member, however late its own exec is heard', async () => {
  const { made, met, told, hear } = family()
  hear({ kind: 'exec', monotonicNs: 0n, pid: supervisor })
  hear({ kind: 'fork', monotonicNs: 1n, pid: 101, parent: supervisor })
  hear({ kind: 'fork', monotonicNs: 2n, pid: 102, parent: 101 })
  hear({ kind: 'exec', monotonicNs: 3n, pid: 102 })
  hear({ kind: 'exit', monotonicNs: 4n, pid: supervisor, exitSignal: 'SIGKILL' })
  await made.stop()
  expect(met).toEqual([{ pid: 102, startKey: 'start of 102' }])
  expect(told.map(({ kind, pid }) => ({ kind, pid }))).toEqual([{ kind: 'process-started', pid: 102 }])
})
