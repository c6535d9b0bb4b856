import { cpus } from 'node:os'
import { afterAll, describe, expect, it } from 'vitest'
import { builtFiles } from '../../src/backend/built-files.ts'
import { processEyes } from '../../src/core/processes/inspect.ts'
import { lessons } from '../../src/lab/catalog.ts'
import { createLab } from '../../src/lab/engine/create-lab.ts'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import type { Lesson } from '../../src/shared/model/lesson.ts'
import { noRabbitmq } from '../helpers/rabbitmq.ts'
import { isReachable } from '../helpers/reach-service.ts'
import { outMain } from '../helpers/start-backend.ts'

// Every lesson at its fastest: its checks pass; and with each check's sabotage that very check fails.
const lab = createLab({ lessons, files: builtFiles(outMain), eyes: processEyes, onProcess: () => {} })
afterAll(() => lab.stop())

/** For work on one lesson: LESSON=16-zombie npx vitest run test/lab/lessons.test.ts */
const wanted = process.env['LESSON']
const here = lessons.filter(
  ({ id, platforms }) => platforms.some((each) => each === process.platform) && (wanted === undefined || id === wanted),
)

type Report = Extract<TraceEvent, { kind: 'report' }>

interface Run {
  readonly report: Report
  readonly events: readonly TraceEvent[]
}

async function runOnce(lesson: Lesson, parameters: Readonly<Record<string, number>>): Promise<Run> {
  const run = await lab.start({ lesson: lesson.id, parameters, locale: 'en', timeLimitMs: 60_000 })
  const events: TraceEvent[] = []
  for await (const event of run.watch(new AbortController().signal)) events.push(event)
  const report = events.at(-1)
  if (report?.kind !== 'report') throw new Error(`${lesson.id} ended without a report.`)
  return { report, events }
}

/** @returns the passed checks whose evidence leads to no moment of the run, or to a process that is none of its own */
function withoutMoment({ checks, t: end }: Report, events: readonly TraceEvent[]): readonly string[] {
  const pids = new Set(events.flatMap((event) => (event.kind === 'process-started' ? event.pid : [])))
  const leads = ({ at, about }: Report['checks'][number]): boolean =>
    at !== undefined && at > 0 && at <= end && about !== undefined && pids.has(about)
  return checks.filter((check) => check.outcome === 'passed' && !leads(check)).map(({ id }) => id)
}

/** Checks that one run can spoil together. */
function sabotages(lesson: Lesson): readonly { readonly parameters: Record<string, number>; readonly ids: string[] }[] {
  const groups = new Map<string, { parameters: Record<string, number>; ids: string[] }>()
  for (const { id, sabotage } of lesson.checks) {
    const key = JSON.stringify(sabotage)
    const group = groups.get(key) ?? { parameters: { ...lesson.fastest, ...sabotage }, ids: [] }
    group.ids.push(id)
    groups.set(key, group)
  }
  return [...groups.values()]
}

const told = (report: Report, ids?: readonly string[]): string =>
  report.checks
    .filter(({ id }) => ids === undefined || ids.includes(id))
    .map(({ id, outcome, evidence }) => `${id} ${outcome}: ${evidence}`)
    .join('\n')

/** A lesson whose service is not there says so and judges nothing; its own test starts the service. */
async function isMissing({ needs }: Lesson): Promise<boolean> {
  return needs !== undefined && !(await isReachable(needs))
}

/** Its own test starts the service and runs its sabotages with it. */
const hasTestOfItsOwn = ({ needs }: Lesson): boolean => needs?.name === 'RabbitMQ' && noRabbitmq === undefined

/**
 * Runs a lesson until it could tell, three times at most: a machine that is too busy is no verdict.
 * @param ids the checks that are to tell; without them all of them
 */
async function runTold(lesson: Lesson, parameters: Readonly<Record<string, number>>, ids?: readonly string[]) {
  const missing = await isMissing(lesson)
  for (let left = 2; ; left -= 1) {
    const run = await runOnce(lesson, parameters)
    const asked = run.report.checks.filter(({ id }) => ids?.includes(id) ?? true)
    const isOpen = asked.some(({ outcome }) => outcome === 'inconclusive')
    if (left === 0 || missing || !isOpen || asked.some(({ outcome }) => outcome === 'failed')) return run
  }
}

function testLesson(lesson: Lesson): void {
  it('passes its checks', { timeout: 270_000 }, async () => {
    const { report, events } = await runTold(lesson, lesson.fastest)
    const missing = await isMissing(lesson)
    const unexpected = report.checks.filter(({ outcome }) => {
      if (missing) return outcome !== 'inconclusive'
      // On one CPU some things cannot be seen; nowhere may a check fail.
      return outcome === 'failed' || (outcome === 'inconclusive' && cpus().length > 1)
    })
    expect(unexpected, told(report)).toEqual([])
    if (!missing) expect(withoutMoment(report, events)).toEqual([])
    // Each question has an answer: it was asked to be compared with one.
    if (!missing) expect(Object.keys(report.measured ?? {})).toEqual(lesson.questions.map(({ id }) => id))
    expect(report.leftBehind).toBe(0)
    expect(report.stopped).toBeUndefined()
  })

  it.for(hasTestOfItsOwn(lesson) ? [] : sabotages(lesson))(
    'sabotaged by $parameters: $ids',
    { timeout: 270_000 },
    async ({ parameters, ids }, context) => {
      if (await isMissing(lesson))
        return context.skip(`There is no ${lesson.needs?.name} here to run ${lesson.id} with.`)
      const { report } = await runTold(lesson, parameters, ids)
      const outcomes = Object.fromEntries(report.checks.map(({ id, outcome }) => [id, outcome]))
      for (const id of ids) expect(outcomes[id], told(report, ids)).toBe('failed')
      expect(report.leftBehind).toBe(0)
    },
  )
}

/** These compare who had the CPU: they run alone. */
const measuresCpu = ({ id, chapter }: Lesson): boolean => chapter === 1 || id === '10-threads-and-cores'

const [measuring, waiting] = [here.filter(measuresCpu), here.filter((each) => !measuresCpu(each))]

// With LESSON one of the two is empty.
describe.runIf(measuring.length > 0)('lessons that measure CPU time', () => {
  for (const lesson of measuring) describe(lesson.id, () => testLesson(lesson))
})

// The others wait most of the time: four at once take a quarter of it.
describe.runIf(waiting.length > 0).concurrent('lessons that wait', () => {
  for (const lesson of waiting) describe(lesson.id, () => testLesson(lesson))
})
