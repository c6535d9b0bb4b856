import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtFiles } from '../../src/backend/built-files.ts'
import { processEyes } from '../../src/core/processes/inspect.ts'
import { createLab } from '../../src/lab/engine/create-lab.ts'
import type { LabRun } from '../../src/lab/engine/lab-run.ts'
import { rabbitmqLesson } from '../../src/lab/lessons/40-rabbitmq/lesson.ts'
import { textOf } from '../../src/shared/model/evidence.ts'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import { noRabbitmq, Rabbitmq } from '../helpers/rabbitmq.ts'
import { outMain } from '../helpers/start-backend.ts'

// Lesson 40 against a real broker: Debian's, started here.
let settled = ''
const lab = createLab({
  lessons: [rabbitmqLesson],
  files: builtFiles(outMain),
  eyes: processEyes,
  onProcess: () => {},
  settled: () => settled,
})
let broker: Rabbitmq | undefined
const variable = rabbitmqLesson.needs?.variable ?? ''
const before = process.env[variable]
const nowhere = 'amqp://127.0.0.1:9'

beforeAll(async () => {
  if (noRabbitmq !== undefined) return
  broker = new Rabbitmq()
  await broker.start()
  process.env[variable] = broker.url
}, 120_000)

afterAll(async () => {
  setEnvironment(before)
  await lab.stop()
  await broker?.remove()
}, 60_000)

function setEnvironment(url: string | undefined): void {
  if (url === undefined) delete process.env[variable]
  else process.env[variable] = url
}

const start = (parameters: Record<string, number>, service?: string): Promise<LabRun> =>
  lab.start({
    lesson: '40-rabbitmq',
    parameters,
    locale: 'en',
    timeLimitMs: 110_000,
    ...(service !== undefined && { service }),
  })

/** @param look told of each event while the run goes on */
async function eventsOf(run: LabRun, look: (soFar: readonly TraceEvent[]) => void = () => {}): Promise<TraceEvent[]> {
  const all: TraceEvent[] = []
  for await (const event of run.watch(new AbortController().signal)) {
    all.push(event)
    look(all)
  }
  return all
}

function outcomes(all: readonly TraceEvent[]): Record<string, string> {
  const report = all.at(-1)
  if (report?.kind !== 'report') throw new Error('The run ended without a report.')
  expect(report.leftBehind).toBe(0)
  expect(report.stopped).toBeUndefined()
  return Object.fromEntries(report.checks.map(({ id, outcome, evidence }) => [id, `${outcome}: ${evidence}`]))
}

const values = (all: readonly TraceEvent[], label: string): string[] =>
  all.flatMap((event) => (event.kind === 'mark' && event.label === label ? [textOf(event.value)] : []))

/** Restarts the broker, once, when the run asks for it. */
async function eventsWithRestart(run: LabRun): Promise<TraceEvent[]> {
  let restart: Promise<void> | undefined
  const all = await eventsOf(run, (soFar) => {
    const last = soFar.at(-1)
    if (last?.kind === 'mark' && last.label === 'restart-now') restart ??= broker?.stop().then(() => broker?.start())
  })
  await restart
  return all
}

/** Checks that one run can spoil together. */
const sabotages = [
  ...new Map(rabbitmqLesson.checks.map(({ sabotage }) => [JSON.stringify(sabotage), sabotage])).values(),
]

describe('lesson 40-rabbitmq, with a broker', () => {
  it(
    '18 made are 18 eaten; what the killed consumer held is delivered again',
    { timeout: 120_000 },
    async (context) => {
      if (noRabbitmq !== undefined) return context.skip(noRabbitmq)
      const all = await eventsOf(await start({ speed: 4 }))
      const results = outcomes(all)
      expect(results['nothing-lost']).toMatch(/^passed: 18 were made, 18 of them were eaten, 0 a second time/)
      expect(results['redelivered']).toMatch(/^passed/)
      expect(results['one-at-a-time']).toMatch(/^passed/)
      const report = all.at(-1)
      const checks = report?.kind === 'report' ? report.checks : []
      expect(checks.filter(({ at, about }) => at === undefined || about === undefined)).toEqual([])
      expect(values(all, 'eaten').toSorted()).toEqual(values(all, 'made').toSorted())
    },
  )

  it.for(sabotages)('sabotaged by %o', { timeout: 120_000 }, async (sabotage, context) => {
    if (noRabbitmq !== undefined) return context.skip(noRabbitmq)
    const results = outcomes(await eventsWithRestart(await start({ speed: 4, ...sabotage })))
    for (const check of rabbitmqLesson.checks) {
      if (JSON.stringify(check.sabotage) === JSON.stringify(sabotage)) {
        expect(results[check.id]).toMatch(/^failed/)
      }
    }
  })

  it('a durable queue outlives a restart of the broker', { timeout: 120_000 }, async (context) => {
    if (noRabbitmq !== undefined || broker === undefined) return context.skip(noRabbitmq)
    let restart: Promise<void> | undefined
    const all = await eventsOf(await start({ speed: 2 }), (soFar) => {
      if (values(soFar, 'eaten').length >= 4) restart ??= broker?.stop().then(() => broker?.start())
    })
    await restart
    const results = outcomes(all)
    expect(values(all, 'disconnected').length, 'nobody noticed the restart').toBeGreaterThanOrEqual(2)
    expect(new Set(values(all, 'eaten')).size).toBe(18)
    expect(results['nothing-lost']).toMatch(/^passed/)
  })

  it(
    'restarted when the console asks for it: what was made before is eaten after',
    { timeout: 120_000 },
    async (context) => {
      if (noRabbitmq !== undefined) return context.skip(noRabbitmq)
      const results = outcomes(await eventsWithRestart(await start({ speed: 4, restart: 1 })))
      expect(results['outlives-a-restart']).toMatch(/^passed: 18 were made before .* then 18 of them were eaten/)
      expect(results['nothing-lost']).toMatch(/^passed/)
    },
  )

  it('without a broker nothing is judged, and it says how to start one', { timeout: 60_000 }, async () => {
    const results = Object.values(outcomes(await eventsOf(await start({ speed: 4 }, nowhere))))
    expect(results.length).toBe(3)
    for (const each of results) expect(each).toMatch(/^inconclusive: There is no RabbitMQ.*apt-get install/)
  })

  it(
    'looks where it is told, else where the environment says, else as in the settings',
    { timeout: 60_000 },
    async () => {
      const inEnvironment = process.env[variable]
      const placeOf = async (service?: string): Promise<readonly string[]> =>
        values(await eventsOf(await start({ speed: 4 }, service)), 'no-broker')
      settled = 'amqp://127.0.0.1:7'
      try {
        setEnvironment('amqp://127.0.0.1:8')
        expect(await placeOf(nowhere)).toEqual(['127.0.0.1:9'])
        expect(await placeOf()).toEqual(['127.0.0.1:8'])
        setEnvironment(undefined)
        expect(await placeOf()).toEqual(['127.0.0.1:7'])
        await expect(start({}, 'http://ann:secret@host')).rejects.toThrow(/^Parameter "broker" must be the address/)
      } finally {
        settled = ''
        setEnvironment(inEnvironment)
      }
    },
  )
})
