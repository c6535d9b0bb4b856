import { describe, expect, it } from 'vitest'
import { lessons } from '../../src/lab/catalog.ts'
import { judge } from '../../src/lab/engine/judge.ts'
import type { CheckOutcome, TraceEvent } from '../../src/shared/contract/trace.ts'
import type { Observation } from '../../src/shared/model/lesson.ts'

// Runs that were broken on purpose, cut down to what the checks look at: what could not be measured is not failed.

const main = 10
const started = (pid: number, name: string, t = pid): TraceEvent => ({
  kind: 'process-started',
  t,
  pid,
  ppid: main,
  name,
  daemon: false,
  role: pid === main ? 'main' : 'child',
  startKey: '1',
})
const mark = (t: number, pid: number, label: string, value?: number | string | boolean): TraceEvent => ({
  kind: 'mark',
  t,
  pid,
  label,
  ...(value !== undefined && { value }),
})
const line = (t: number, pid: number, text: string): TraceEvent => ({ kind: 'output', t, pid, stream: 'stdout', text })
const exited = (t: number, pid: number, how: number | string = 0): TraceEvent => ({
  kind: 'process-exited',
  t,
  pid,
  ...(typeof how === 'number' ? { exitCode: how } : { exitSignal: how }),
})
const lock = (t: number, pid: number, action: 'acquire' | 'release'): TraceEvent => ({
  kind: 'lock',
  t,
  pid,
  lock: 'Lock-1',
  action,
})
const begun = [started(main, 'MainProcess', 0)]

interface Broken {
  readonly events: readonly TraceEvent[]
  readonly observations?: readonly Observation[]
  readonly parameters?: Readonly<Record<string, number>>
}

function outcomes(id: string, { events, observations = [], parameters = {} }: Broken): Record<string, CheckOutcome> {
  const lesson = lessons.find((each) => each.id === id)
  if (lesson === undefined) throw new Error(`There is no lesson ${id}.`)
  const results = judge(lesson, { events: [...begun, ...events], observations, cpus: 2, parameters }, 'en')
  return Object.fromEntries(results.map((each) => [each.id, each.outcome]))
}

describe('32-mutex', () => {
  const killed: readonly TraceEvent[] = [
    ...[21, 22, 23].map((pid) => started(pid, `writer-${pid - 20}`)),
    lock(30, 21, 'acquire'),
    mark(31, 21, 'in'),
    line(32, 21, 'writer-1 1'),
    exited(40, 21, 'SIGKILL'),
    {
      kind: 'deadlock',
      t: 50,
      pid: 22,
      heldBy: 21,
      waiting: [22, 23].map((pid) => ({ pid, on: 'Lock-1' })),
    },
  ]
  it('with its holder killed: one was in there, a deadlock it is, and the rest cannot be told', () => {
    expect(outcomes('32-mutex', { events: killed })).toEqual({
      'strict-blocks': 'inconclusive',
      'three-times': 'inconclusive',
      'one-holder': 'passed',
      'all-get-it': 'failed',
    })
  })
  it('says why it cannot be told', () => {
    const lesson = lessons.find(({ id }) => id === '32-mutex')
    for (const locale of ['en', 'zh-CN'] as const) {
      const record = { events: [...begun, ...killed], observations: [], cpus: 2, parameters: {} }
      const blocks = lesson && judge(lesson, record, locale)[0]
      expect(blocks?.evidence).toContain('21')
    }
  })
  it('lines that are mixed are so, whoever finished', () => {
    const mixed = [...killed, line(60, 22, 'writer-2 1'), line(61, 21, 'writer-1 2')]
    expect(outcomes('32-mutex', { events: mixed })).toMatchObject({ 'strict-blocks': 'failed' })
  })
  it('two in there at once fail, also when one of them is killed', () => {
    const two = [...killed, mark(35, 22, 'in')].toSorted((a, b) => a.t - b.t)
    expect(outcomes('32-mutex', { events: two })).toMatchObject({ 'one-holder': 'failed' })
  })
})

it('07: of one process alone nothing more can be told', () => {
  expect(outcomes('07-program-and-process', { events: [started(21, 'first')] })).toEqual({
    'two-processes': 'failed',
    'one-program': 'inconclusive',
    'one-ends-alone': 'inconclusive',
  })
})

it('10: where nothing was computed nobody took turns, nor did anybody break them', () => {
  const nothing = outcomes('10-threads-and-cores', { events: [mark(5, main, 'allowed-cpus', 2)] })
  expect(nothing).toMatchObject({ 'one-loop-takes-turns': 'inconclusive', 'threads-at-once': 'failed' })
})

it('11: one task that could not be sent says nothing against the other', () => {
  const events = [started(22, 'named'), mark(30, 22, 'got', 'x'), mark(31, main, 'code-ended', 31)]
  const observations: Observation[] = [{ t: 25, pid: 22, state: 'running', ppid: main }]
  expect(outcomes('11-start-a-function', { events, observations })).toMatchObject({
    'in-a-new-process': 'inconclusive',
    'pid-when-start-returns': 'passed',
  })
})

it('12: without an object there is neither a process nor a name', () => {
  const events = [mark(5, main, 'sent', 'x'), mark(6, main, 'refused', 'ReferenceError')]
  expect(outcomes('12-start-a-subclass', { events })).toEqual({
    'run-in-a-new-process': 'inconclusive',
    'name-of-the-subclass': 'inconclusive',
    'fields-travel': 'failed',
    'parent-ends-last': 'inconclusive',
  })
})

it('19: two of three are started in order, and their rounds tell of no order of three', () => {
  const events = [started(21, 'first'), started(22, 'second')]
  expect(outcomes('19-start-order', { events, parameters: { rounds: 3 } })).toMatchObject({
    'all-ran': 'failed',
    'started-in-order': 'passed',
    'order-varies': 'inconclusive',
  })
})

it('21: who was not joined has told no exit code', () => {
  expect(outcomes('21-alive-terminate-name', { events: [] })).toMatchObject({ 'exit-codes': 'inconclusive' })
})

it('24: a server without children has none to reap', () => {
  const events = [started(21, 'server')]
  expect(outcomes('24-socket-server', { events, parameters: { clients: 2 } })).toMatchObject({
    'one-process-each': 'failed',
    reaped: 'inconclusive',
  })
})

it('29: foo that is joined is dead before bar all the same, and main waits for bar', () => {
  const events = [
    started(21, 'foo'),
    started(22, 'bar'),
    line(1_000_000, 21, 'end123'),
    exited(1_100_000, 21),
    mark(1_200_000, main, 'code-ends'),
    exited(3_000_000, 22),
    exited(3_050_000, main),
  ]
  expect(outcomes('29-daemon-exercise', { events, parameters: { joinFoo: 1 } })).toMatchObject({
    'no-end123': 'failed',
    'foo-dies-first': 'passed',
    'main-waits-for-bar': 'passed',
  })
})

it('29: foo that ends by itself without having been joined was not ended as a daemon', () => {
  const events = [started(21, 'foo'), started(22, 'bar'), mark(10, main, 'code-ends'), exited(20, 21), exited(30, 22)]
  expect(outcomes('29-daemon-exercise', { events })).toMatchObject({ 'foo-dies-first': 'failed' })
})

it('30: a daemon that was never a child of its starter cannot be adopted away from it', () => {
  const events = [started(21, 'starter'), mark(30, 21, 'daemon', 31), exited(100, 21)]
  const observations: Observation[] = [50, 150].map((t) => ({ t, pid: 31, state: 'sleeping', ppid: 25 }))
  expect(outcomes('30-unix-daemon', { events, observations })).toMatchObject({ adopted: 'inconclusive' })
})

it('36: a child that is killed before the last message had no end of file to read', () => {
  const events = [
    started(21, 'echo'),
    mark(30, 21, 'received', 5),
    exited(40, 21, 'SIGKILL'),
    mark(50, main, 'closed-my-end'),
  ]
  expect(outcomes('36-pipe', { events })).toMatchObject({ 'child-end-of-file': 'inconclusive' })
})

it('39: one that is read first was there until then', () => {
  const events = [
    started(21, 'big'),
    mark(30, 21, 'put', 'x'),
    mark(40, main, 'reading', 'big'),
    exited(50, 21),
    mark(60, main, 'joined-in-vain', false),
  ]
  expect(outcomes('39-big-message', { events })).toMatchObject({ 'big-waits': 'passed' })
})
