import { expect, it } from 'vitest'
import type { ProcessIdentity } from '../../../src/shared/contract/process.ts'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import { createFamily, type ProcessHappening } from '../../../src/lab/engine/family.ts'
import type { ProcessEyes, ProcessReading } from '../../../src/lab/engine/observer.ts'
import { ToldLives } from '../../../src/lab/engine/told.ts'

const supervisor = 100
const stranger = 1

type Inspect = (pid: number) => Promise<ProcessReading | undefined>

/** @returns what a look at a process finds, which has that start stamp */
const reading = (pid: number, startKey = `start of ${pid}`): ProcessReading => {
  return { pid, startKey, name: `name of ${pid}`, ppid: 1, state: 'running' }
}

function family(startsOnlyMain = true) {
  const from = process.hrtime.bigint()
  let hear: (happening: ProcessHappening) => void = () => {}
  let inspect: Inspect = (pid) => Promise.resolve(reading(pid))
  const met: ProcessIdentity[] = []
  const told: TraceEvent[] = []
  const lives = new ToldLives()
  const eyes: ProcessEyes = {
    inspect: (pid) => inspect(pid),
    children: () => Promise.resolve([]),
    commandLine: () => Promise.resolve(['some', 'program']),
    watchEvents(listener) {
      hear = listener
      return () => {}
    },
  }
  const emit = (event: TraceEvent): void => {
    if (event.kind !== 'process-started' && event.kind !== 'process-exited') return
    if (lives.add(event)) told.push(event)
  }
  const made = createFamily({
    supervisor,
    startsOnlyMain,
    eyes,
    now: () => Math.round(Number(process.hrtime.bigint() - from) / 1000),
    emit,
    met: (identity) => met.push(identity),
    expect: () => () => {},
    isTold: (kind, pid) => lives.isTold(kind, pid),
    made: (pid, t) => lives.made(pid, t),
  })
  /** A millisecond lies between one happening and the next; the first comes before the family is made. */
  let monotonicNs = from - 1_000_000n
  const next = () => ({ monotonicNs: (monotonicNs += 1_000_000n) })
  return {
    made,
    met,
    told,
    emit,
    fork: (pid: number, parent: number) => hear({ kind: 'fork', ...next(), pid, parent }),
    exec: (pid: number) => hear({ kind: 'exec', ...next(), pid }),
    exit: (pid: number, exitCode: number) => hear({ kind: 'exit', ...next(), pid, exitCode }),
    /** From now on a look finds this. */
    finds: (found: Inspect) => (inspect = found),
    /** Resolves when every look that is under way has found what it finds. */
    looked: () => new Promise((resolve) => setImmediate(resolve)),
  }
}

const short = (told: readonly TraceEvent[]) => told.map(({ kind, pid }) => `${pid} ${kind.slice('process-'.length)}`)
const identity = (pid: number): ProcessIdentity => ({ pid, startKey: `start of ${pid}` })

it('never takes the supervisor for a member, however late its own exec is heard', async () => {
  const { made, met, told, fork, exec, exit } = family()
  fork(supervisor, stranger)
  exec(supervisor)
  fork(101, supervisor)
  fork(102, 101)
  exec(102)
  exit(supervisor, 0)
  await made.stop()
  expect(met).toEqual([identity(102)])
  expect(short(told)).toEqual(['102 started'])
})

it('meets nobody below a stranger who has the pid of a member that ended', async () => {
  const { made, met, fork, exec, exit, finds, looked } = family()
  fork(101, supervisor)
  fork(102, 101)
  await looked()
  exit(102, 0)
  finds((pid) => Promise.resolve(reading(pid, `later start of ${pid}`)))
  // Whether its own fork is heard or was lost.
  fork(103, 102)
  exec(102)
  fork(102, stranger)
  exec(102)
  fork(104, 102)
  await looked()
  exit(supervisor, 0)
  fork(105, supervisor)
  await made.stop()
  expect(met).toEqual([identity(102)])
})

it('takes no stranger for a member that nobody looked at before it ended', async () => {
  const { made, met, told, fork, exec, exit, finds, looked } = family()
  finds(() => Promise.resolve(undefined))
  fork(101, supervisor)
  fork(102, 101)
  exit(102, 3)
  await looked()
  finds((pid) => Promise.resolve(reading(pid)))
  exec(102)
  // The look that was postponed.
  await made.stop()
  expect(met).toEqual([])
  expect(told).toMatchObject([{ kind: 'process-started' }, { kind: 'process-exited', pid: 102, exitCode: 3 }])
  expect(told[0]).not.toHaveProperty('startKey')
})

it('takes no stranger for a member whose end was lost', async () => {
  const { made, met, told, fork, exec, finds, looked } = family()
  fork(101, supervisor)
  fork(102, 101)
  fork(103, 101)
  await looked()
  finds((pid) => Promise.resolve(reading(pid, `later start of ${pid}`)))
  exec(102)
  fork(103, stranger)
  fork(104, 103)
  await made.stop()
  expect(met).toEqual([identity(102), identity(103)])
  expect(told).toMatchObject([identity(102), identity(103)])
})

it('a process whose exec was called by another thread than the first stays a member', async () => {
  const { made, met, fork, exec, exit, looked } = family()
  fork(101, supervisor)
  fork(102, 101)
  await looked()
  exit(102, 0)
  exec(102)
  await looked()
  fork(103, 102)
  await made.stop()
  expect(met).toEqual([identity(102), identity(103)])
})

it('tells start and end of each process of the run that has the same pid', async () => {
  const { made, told, fork, exit } = family()
  fork(101, supervisor)
  fork(102, 101)
  exit(102, 0)
  fork(102, 101)
  exit(102, 5)
  await made.stop()
  expect(short(told)).toEqual(['102 started', '102 exited', '102 started', '102 exited'])
  expect(told.at(-1)).toMatchObject({ exitCode: 5 })
})

it('tells the end of the main process when its supervisor was killed, whatever else that had started', async () => {
  const { made, told, emit, fork, exit } = family()
  fork(101, supervisor)
  fork(102, supervisor)
  emit({ kind: 'process-started', t: 0, ppid: supervisor, name: 'Main', daemon: false, role: 'main', ...identity(101) })
  exit(101, 7)
  exit(supervisor, 0)
  exit(102, 0)
  await made.stop()
  expect(short(told)).toEqual(['101 started', '101 exited'])
  expect(told.at(-1)).toMatchObject({ exitCode: 7 })
})

it('a look that fails is no end of the family', async () => {
  const { made, met, told, fork, exec, finds } = family()
  finds(() => Promise.reject(new Error('EMFILE: too many open files')))
  fork(101, supervisor)
  fork(102, 101)
  exec(102)
  await made.stop()
  expect(met).toEqual([])
  expect(short(told)).toEqual(['102 started'])
})

it.each([true, false])('tells of the main process when its supervisor did not live to tell: %s', async (onlyMain) => {
  const { made, told, fork, exec, exit, looked } = family(onlyMain)
  fork(200, supervisor)
  exec(200)
  await looked()
  fork(201, supervisor)
  exit(201, 127)
  exit(200, 9)
  await made.stop()
  // With a compiler, what is not marked may be that; what could not be executed is nothing.
  expect(short(told)).toEqual(onlyMain ? ['200 started', '200 exited'] : [])
  if (onlyMain) expect(told[0]).toMatchObject({ role: 'main', name: 'MainProcess', startKey: 'start of 200' })
})

it('leaves the main process to its supervisor, which tells more of it', async () => {
  const { made, told, emit, fork, exec, looked } = family()
  fork(200, supervisor)
  exec(200)
  await looked()
  emit({ kind: 'process-started', t: 1, pid: 200, ppid: supervisor, name: 'MainProcess', daemon: false, role: 'main' })
  await made.stop()
  expect(short(told)).toEqual(['200 started'])
})
