import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { builtFiles } from '../../src/backend/built-files.ts'
import { processEyes } from '../../src/core/processes/inspect.ts'
import { lessons } from '../../src/lab/catalog.ts'
import { createLab } from '../../src/lab/engine/create-lab.ts'
import { livingProcesses } from '../../src/lab/engine/run-identity.ts'
import type { LabRun } from '../../src/lab/engine/lab-run.ts'
import type { ProcessIdentity } from '../../src/shared/contract/process.ts'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import { outMain } from '../helpers/start-backend.ts'

const files = builtFiles(outMain)
const followed = new Map<number, ProcessIdentity>()
const options = {
  lessons,
  files,
  eyes: processEyes,
  onProcess: (identity: ProcessIdentity) => void followed.set(identity.pid, identity),
}
const lab = createLab(options)
afterAll(() => lab.stop())

const start = (parameters: Record<string, number>, timeLimitMs?: number) =>
  lab.start({ lesson: '16-zombie', parameters, locale: 'en', ...(timeLimitMs !== undefined && { timeLimitMs }) })

type Report = Extract<TraceEvent, { kind: 'report' }>

async function eventsOf(run: LabRun, until: (event: TraceEvent) => boolean = () => false): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  for await (const event of run.watch(new AbortController().signal)) {
    events.push(event)
    if (until(event)) break
  }
  return events
}

async function reportOf(run: LabRun): Promise<Report> {
  const report = (await eventsOf(run)).at(-1)
  if (report?.kind !== 'report') throw new Error('The run ended without a report.')
  return report
}

const outcomes = (report: Report) => Object.fromEntries(report.checks.map(({ id, outcome }) => [id, outcome]))
const isMain = (event: TraceEvent) => event.kind === 'process-started' && event.role === 'main'
const isChild = (event: TraceEvent) => event.kind === 'process-started' && event.role === 'child'

/** Waits until nothing of these runs, at most ten seconds. */
async function nothingLives(run: string, known: readonly ProcessIdentity[]): Promise<boolean> {
  for (let looks = 0; looks < 500; looks += 1) {
    if (livingProcesses(run, known).length === 0) return true
    await delay(20)
  }
  return false
}

describe('lesson 16-zombie, over real processes', () => {
  it('passes its five checks and leaves nothing behind', async () => {
    const run = await start({ zombieSeconds: 1 })
    const report = await reportOf(run)
    expect(outcomes(report)).toEqual({
      'seen-as-zombie': 'passed',
      'right-parent': 'passed',
      'no-memory': 'passed',
      'survives-sigkill': 'passed',
      'gone-after-join': 'passed',
    })
    expect(report).toMatchObject({ outcome: 'passed', leftBehind: 0 })
    expect(livingProcesses(run.id, [])).toEqual([])
  })

  it('sabotaged by reaping at once: no zombie is seen', async () => {
    const report = await reportOf(await start({ zombieSeconds: 1, reapAtOnce: 1 }))
    expect(outcomes(report)['seen-as-zombie']).toBe('failed')
    expect(report.outcome).toBe('failed')
  })

  it('sabotaged by not joining: the last check fails', async () => {
    const report = await reportOf(await start({ zombieSeconds: 1, join: 0 }))
    expect(outcomes(report)['gone-after-join']).toBe('failed')
  })

  it('stopped in the middle, it leaves nothing behind', async () => {
    const run = await start({ zombieSeconds: 30 })
    await eventsOf(run, isChild)
    expect(await run.stop()).toEqual({ leftBehind: 0 })
    expect(await nothingLives(run.id, [...followed.values()])).toBe(true)
    expect(await reportOf(run)).toMatchObject({ stopped: 'by-request', outcome: 'inconclusive' })
  })

  it('ends at its time limit', async () => {
    const run = await start({ zombieSeconds: 30 }, 1000)
    expect(await reportOf(run)).toMatchObject({ stopped: 'time-limit', leftBehind: 0 })
    expect(await nothingLives(run.id, [])).toBe(true)
  })

  it('after kill -9 of the supervisor nothing of the run lives', async () => {
    const run = await start({ zombieSeconds: 30 })
    const events = await eventsOf(run, isChild)
    const supervisor = events.find((event) => event.kind === 'run-started')?.pid ?? 0
    process.kill(supervisor, 'SIGKILL')
    expect(await reportOf(run)).toMatchObject({ stopped: 'supervisor-lost', leftBehind: 0 })
    expect(await nothingLives(run.id, [...followed.values()])).toBe(true)
  })

  it('after kill -9 of the main process nothing of the run lives', async () => {
    const run = await start({ zombieSeconds: 30 })
    const events = await eventsOf(run, isChild)
    process.kill(events.find(isMain)?.pid ?? 0, 'SIGKILL')
    expect((await reportOf(run)).leftBehind).toBe(0)
    expect(await nothingLives(run.id, [...followed.values()])).toBe(true)
  })

  it('after kill -9 of the backend nothing of the run lives', async () => {
    const bin = fileURLToPath(new URL('../../bin/forkscope.js', import.meta.url))
    const backend = spawn(process.execPath, [bin, 'lab', 'run', '16-zombie', '--json', '--param', 'zombieSeconds=30'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const known: ProcessIdentity[] = []
    let run = ''
    for await (const line of createInterface(backend.stdout)) {
      const event: TraceEvent = JSON.parse(line)
      if (event.kind === 'run-started') run = event.run
      if (event.kind === 'process-started') known.push({ pid: event.pid, startKey: event.startKey ?? '' })
      if (isChild(event)) break
    }
    const exit = once(backend, 'exit')
    backend.kill('SIGKILL')
    await exit
    expect(known.length).toBe(2)
    expect(await nothingLives(run, known)).toBe(true)
  })

  it('refuses what it does not know, and says what is near', async () => {
    const ask = (lesson: string, parameters: Record<string, number> = {}) =>
      lab.start({ lesson, parameters, locale: 'en' })
    await expect(ask('16-zombi')).rejects.toMatchObject({
      name: 'UnknownLessonError',
      nearest: expect.arrayContaining(['16-zombie']),
    })
    await expect(ask('16-zombie', { zombieSeconds: 99 })).rejects.toThrow(/from 1 to 30/)
    await expect(ask('16-zombie', { zombieSecond: 2 })).rejects.toMatchObject({ nearest: 'zombieSeconds' })
    const elsewhere = createLab({ ...options, platform: 'win32' })
    await expect(elsewhere.start({ lesson: '16-zombie', parameters: {}, locale: 'zh-CN' })).rejects.toThrow(
      /没有僵尸进程/,
    )
  })
})
