import { afterAll, describe, expect, it } from 'vitest'
import { builtFiles } from '../../src/backend/built-files.ts'
import { processEyes } from '../../src/core/processes/inspect.ts'
import { lessons } from '../../src/lab/catalog.ts'
import { createLab } from '../../src/lab/engine/create-lab.ts'
import { comparePredictions, measure } from '../../src/lab/engine/judge.ts'
import { coresAndTasks } from '../../src/lab/lessons/05-cores-and-tasks/lesson.ts'
import { mutex } from '../../src/lab/lessons/32-mutex/lesson.ts'
import { mutexOrJoin } from '../../src/lab/lessons/34-mutex-or-join/lesson.ts'
import { rabbitmqLesson } from '../../src/lab/lessons/40-rabbitmq/lesson.ts'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import type { Lesson, RunRecord } from '../../src/shared/model/lesson.ts'
import { outMain } from '../helpers/start-backend.ts'

const [supervisor, main, child] = [10, 20, 30]
const started = (t: number, pid: number, name: string): TraceEvent => {
  const role = pid === main ? 'main' : 'child'
  const ppid = pid === main ? supervisor : main
  return { kind: 'process-started', t, pid, ppid, name, daemon: false, startKey: '1', role }
}
const mark = (label: string, value?: number | number[] | Record<string, boolean>, pid = child): TraceEvent => ({
  kind: 'mark',
  t: 5,
  pid,
  label,
  ...(value !== undefined && { value }),
})
const exited = (pid: number, exitSignal?: string): TraceEvent => ({
  kind: 'process-exited',
  t: 90,
  pid,
  ...(exitSignal === undefined ? { exitCode: 0 } : { exitSignal }),
})

/** What was measured of a run with the usual parameters. */
function measured(lesson: Lesson, events: readonly TraceEvent[], observations: RunRecord['observations'] = []) {
  const parameters = Object.fromEntries(lesson.parameters.map((each) => [each.name, each.default]))
  return measure(lesson, { cpus: 2, parameters, events: [started(1, main, 'MainProcess'), ...events], observations })
}

describe('what was not measured is absent', () => {
  it.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s, of which only main was seen', (_, lesson) => {
    const look = {
      t: 100,
      pid: main,
      state: 'sleeping',
      ppid: supervisor,
      rssBytes: 1,
      userMs: 1,
      systemMs: 1,
    } as const
    expect(measured(lesson, [], [look])).toEqual({})
    expect(measured(lesson, [])).toEqual({})
  })

  it('the three ways are put in order when all three have run', () => {
    const way = (name: string): TraceEvent[] => [mark(`${name}-bought`), mark(`${name}-elapsed`, 9, main)]
    expect(measured(mutexOrJoin, [...way('none'), ...way('lock')])).toEqual({})
    const all = measured(mutexOrJoin, [...way('none'), ...way('lock'), ...way('join')])
    expect(Object.keys(all)).toEqual(['order', 'sold-with-join'])
  })

  it('a writer that is killed leaves no blocks and no time to measure, but a deadlock', () => {
    const line: TraceEvent = { kind: 'output', t: 4, pid: child, stream: 'stdout', text: 'writer-1 1' }
    const dead: TraceEvent = { kind: 'deadlock', t: 6, pid: main, waiting: [] }
    expect(measured(mutex, [line, mark('in'), mark('out'), dead])).toEqual({ 'dead-holder': 'yes' })
    expect(measured(mutex, [line, mark('in'), mark('out'), exited(main)])).toEqual({ 'dead-holder': 'no' })
  })

  it('tasks of which none was on a CPU are 0 at once, not less', () => {
    expect(measured(coresAndTasks, [mark('at-once', [0, 0, 0])])).toEqual({ 'at-once': 0 })
  })

  it('what a consumer held that nobody killed was not lost', () => {
    const events = [started(2, child, 'consumer-1'), mark('delivered', { again: false }), exited(main)]
    expect(measured(rabbitmqLesson, [...events, exited(child)])).toEqual({ eaten: 0 })
    expect(measured(rabbitmqLesson, [...events, exited(child, 'SIGKILL')])).toEqual({ eaten: 0, dropped: 'lost' })
  })

  it('a prediction of it is neither right nor wrong', () => {
    expect(comparePredictions(mutexOrJoin, {}, { 'sold-with-join': 1 })).toEqual([
      { question: 'sold-with-join', predicted: 1 },
    ])
  })
})

describe('a run that is ended before its program', () => {
  const lab = createLab({ lessons, files: builtFiles(outMain), eyes: processEyes, onProcess: () => {} })
  afterAll(() => lab.stop())

  it('has measured nothing, and no prediction is called wrong', async () => {
    const run = await lab.start({ lesson: '16-zombie', parameters: {}, predictions: { state: 'zombie' }, locale: 'en' })
    const events: TraceEvent[] = []
    for await (const event of run.watch(new AbortController().signal)) {
      events.push(event)
      if (event.kind === 'state' && event.state === 'zombie') void run.stop()
    }
    const report = events.at(-1)
    expect(report).toMatchObject({
      kind: 'report',
      stopped: 'by-request',
      prediction: [{ question: 'state', predicted: 'zombie' }],
    })
    expect(report).not.toHaveProperty('measured')
    expect(report).not.toHaveProperty('prediction.0.right')
  })
})
