import { describe, expect, it } from 'vitest'
import { lessons } from '../../src/lab/catalog.ts'
import { judge } from '../../src/lab/engine/judge.ts'
import { memoryIsPrivate } from '../../src/lab/lessons/23-memory-is-private/lesson.ts'
import { zombie } from '../../src/lab/lessons/16-zombie/lesson.ts'
import { tickets } from '../../src/lab/lessons/33-tickets/lesson.ts'
import { joinableQueue } from '../../src/lab/lessons/38-joinable-queue/lesson.ts'
import { bigMessage } from '../../src/lab/lessons/39-big-message/lesson.ts'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import type { Lesson, RunRecord } from '../../src/shared/model/lesson.ts'

/** A list with nothing in it, or a value that is none. */
const hollow = /: ?[.;,]|(?<!there )(?:was|came in the order|were) ?[.;,]|[：是] ?[。；，]|undefined|NaN|Infinity/

describe('evidence of a run that came to nothing says so', () => {
  it.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
    const usual = Object.fromEntries(lesson.parameters.map((each) => [each.name, each.default]))
    const role = { kind: 'process-started', daemon: false, startKey: '1' } as const
    const record: RunRecord = {
      cpus: 2,
      parameters: usual,
      events: [{ ...role, t: 1, pid: 20, ppid: 10, name: 'MainProcess', role: 'main' }],
      observations: [{ t: 100, pid: 20, state: 'sleeping', ppid: 10 }],
    }
    for (const locale of ['en', 'zh-CN'] as const) {
      const evidence = judge(lesson, record, locale).map((check) => `${check.id}: ${check.evidence}`)
      expect(evidence.filter((each) => hollow.test(each.replace(/^[\w-]+: /, '')))).toEqual([])
      expect(evidence).toHaveLength(lesson.checks.filter(({ applies }) => applies?.(usual) !== false).length)
    }
  })
})

describe('evidence is true of', () => {
  const [main, child] = [20, 30]
  const started = (t: number, pid: number, name: string): TraceEvent => ({
    kind: 'process-started',
    t,
    pid,
    ppid: pid === main ? 10 : main,
    name,
    daemon: false,
    role: pid === main ? 'main' : 'child',
  })
  const mark = (t: number, pid: number, label: string, value: number | string | boolean = ''): TraceEvent => ({
    kind: 'mark',
    t,
    pid,
    label,
    value,
  })
  const recordOf = (
    lesson: Lesson,
    events: readonly TraceEvent[],
    parameters: Record<string, number> = {},
  ): RunRecord => {
    const usual = Object.fromEntries(lesson.parameters.map((each) => [each.name, each.default]))
    const all = [started(1, main, 'MainProcess'), ...events]
    return { cpus: 2, parameters: { ...usual, ...parameters }, events: all, observations: [] }
  }
  const checkOf = (lesson: Lesson, id: string, record: RunRecord) =>
    judge(lesson, record, 'en').find((check) => check.id === id)

  it('38: what was not done is counted in the queue of the producers, whatever the other one holds', () => {
    const queue = (t: number, name: string, action: 'put' | 'task-done', unfinished: number): TraceEvent => ({
      kind: 'queue',
      t,
      pid: main,
      queue: name,
      action,
      size: 0,
      unfinished,
    })
    const events = [
      queue(2, 'JoinableQueue-1', 'put', 3),
      queue(3, 'JoinableQueue-2', 'put', 1),
      queue(4, 'JoinableQueue-2', 'task-done', 0),
    ]
    const check = checkOf(joinableQueue, 'zero-before-producers-end', recordOf(joinableQueue, events))
    expect(check?.evidence).toMatch(/^3 items were never said to be done/)
  })

  it('23: a function that is only called sets the n of the main process', () => {
    const events = [mark(2, main, 'before', 100), mark(3, main, 'n', 0)]
    const record = recordOf(memoryIsPrivate, events, { justCall: 1 })
    expect(checkOf(memoryIsPrivate, 'child-has-zero', record)).toMatchObject({
      outcome: 'failed',
      evidence: expect.stringMatching(/^No process was started/),
    })
  })

  it('39: each message has its own moment at which main begins to read it', () => {
    const events = [
      started(2, child, 'big'),
      mark(5_000_000, main, 'reading', 'big'),
      { kind: 'process-exited', t: 6_000_000, pid: child, exitCode: 0 } as const,
      mark(7_000_000, main, 'reading', 'small'),
    ]
    const check = checkOf(bigMessage, 'big-waits', recordOf(bigMessage, events, { getFirst: 1 }))
    expect(check?.evidence).toContain('main began to read at 5.00 s, and it ended at 6.00 s')
  })

  it('16: who has the zombie when its parent has ended is not who has not waited', () => {
    const look = (t: number, pid: number, state: 'zombie' | 'sleeping' | 'gone', ppid: number) => ({
      t,
      pid,
      state,
      ppid,
    })
    const record = {
      ...recordOf(zombie, [started(2, child, 'brief')], { zombieSeconds: 1 }),
      observations: [
        look(1_000_000, main, 'sleeping', 10),
        look(1_000_000, child, 'zombie', main),
        look(1_900_000, main, 'sleeping', 10),
        look(1_900_000, child, 'zombie', main),
        look(2_000_000, main, 'gone', 10),
        look(2_000_000, child, 'zombie', 1),
      ],
    } as const
    expect(checkOf(zombie, 'right-parent', record)).toMatchObject({
      outcome: 'passed',
      evidence: `The parent of zombie ${child} was ${main}; the main process is ${main}.`,
    })
  })

  it('33: with no ticket at all, "show me" leads to the last who came in vain', () => {
    const events = [started(2, child, 'buyer-1'), mark(3, child, 'purchase'), mark(9, child, 'purchase-done')]
    const record = recordOf(tickets, events, { tickets: 0, buyers: 1 })
    expect(checkOf(tickets, 'not-oversold', record)).toMatchObject({ outcome: 'passed', at: 9, about: child })
  })
})
