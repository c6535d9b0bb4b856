import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../../src/shared/contract/trace.ts'
import { runProgram, startProgram } from './run-program.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forkscope-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function readTrace(file: string): Promise<readonly TraceEvent[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

type Possessions = Readonly<Record<'descriptors' | 'listeners' | 'heap', number>>

describe('500 starts and joins', () => {
  it('leave the descriptors, listeners and memory of the parent flat', async () => {
    const { told, code } = await runProgram('rounds', ['500'])
    const [before, after] = ['before', 'after'].map((when) => told[when] as Possessions)
    expect(code).toBe(0)
    if (before === undefined || after === undefined) throw new Error('Not all was told.')
    const { descriptors, listeners } = before
    expect(after).toMatchObject({ descriptors, listeners })
    expect(after.heap / before.heap).toBeLessThan(1.05)
  }, 600_000)
})

describe('200 children that contend for one lock', () => {
  it('are all served, with one holder at any moment of the trace', async () => {
    const file = join(folder, 'contention.jsonl')
    const { told } = await runProgram('contention', ['200'], { FORKSCOPE_TRACE: file })
    expect(told).toEqual({ served: Array.from({ length: 200 }, (_, number) => number), 'exit codes': [0] })

    const asked: number[] = []
    const served: number[] = []
    const holders = new Set<number>()
    for (const event of await readTrace(file)) {
      if (event.kind !== 'lock') continue
      if (event.action === 'request') asked.push(event.pid)
      if (event.action === 'acquire') {
        expect([...holders]).toEqual([])
        holders.add(event.pid)
        served.push(event.pid)
      }
      if (event.action === 'release') expect(holders.delete(event.pid)).toBe(true)
    }
    expect(new Set(served).size).toBe(200)
    expect(served, 'first come, first served').toEqual(asked)
  }, 600_000)
})

describe('1,000 items of 10 KB', () => {
  it('arrive intact and in the order of each producer', async () => {
    const { told, code } = await runProgram('bulk')
    expect({ code, ...told }).toEqual({ code: 0, wrong: [], arrived: [250, 250, 250, 250], left: 0 })
  }, 60_000)
})

describe('a deadlock', () => {
  /** Runs a program that hangs until the broker says so, then ends what is left of it. */
  async function deadlock(scenario: string): Promise<{ event: TraceEvent; main: number; children: number[] }> {
    const file = join(folder, `${scenario}.jsonl`)
    const { child, told } = startProgram('deadlocks', [scenario], { FORKSCOPE_TRACE: file })
    const gone = once(child, 'exit')
    for (;;) {
      const event = (await readTrace(file)).find(({ kind }) => kind === 'deadlock')
      const children = [told['child'] ?? []].flat().map(Number)
      if (event === undefined) await delay(20)
      else {
        for (const pid of [child.pid ?? 0, ...children]) {
          // The dead holder is dead.
          if (pid !== event.pid && scenario === 'dead holder') continue
          process.kill(pid, 'SIGKILL')
        }
        await gone
        return { event, main: child.pid ?? 0, children }
      }
    }
  }

  it('of a lock whose holder is dead is reported, with the dead holder', async () => {
    const { event, main, children } = await deadlock('dead holder')
    expect(event).toMatchObject({ waiting: [{ pid: main, on: 'Lock-1' }], heldBy: children[0] })
  })

  it('of two locks taken in opposite order is reported, with who waits on what', async () => {
    const { event, children } = await deadlock('cycle')
    const [first = 0, second = 0] = children
    const waits = event.kind === 'deadlock' ? event.waiting : []
    // The main process may be waiting already, or not yet.
    expect(waits).toEqual(
      expect.arrayContaining([
        { pid: first, on: 'Lock-2' },
        { pid: second, on: 'Lock-1' },
      ]),
    )
  })

  it('of a consumer that nobody sends the end is reported, with the parent that joins it', async () => {
    const { event, main, children } = await deadlock('missing sentinel')
    const [consumer = 0] = children
    const waiting = [
      { pid: consumer, on: 'Queue-1' },
      { pid: main, on: `pid ${consumer}` },
    ]
    expect(event).toMatchObject({ waiting })
  })

  it('of a join before the get of 1 MB is reported', async () => {
    const { event, main, children } = await deadlock('join before get')
    const [producer = 0] = children
    const waiting = [
      { pid: producer, on: 'Queue-1' },
      { pid: main, on: `pid ${producer}` },
    ]
    expect(event).toMatchObject({ waiting })
  })
})

describe('a process that waits for what only it can see coming', () => {
  it('is not reported as stuck', async () => {
    const file = join(folder, 'going-on.jsonl')
    const { told, code } = await runProgram('going-on', [], { FORKSCOPE_TRACE: file })
    expect({ code, ...told }).toEqual({
      code: 0,
      'a timed wait in another branch': true,
      'a lock that another process releases': true,
      'wait for a connection and a process': [true],
      'a command of its own': 'done',
      'a connection of its own': 'done',
      'work in a thread': 'done',
      'answers that are on their way to it': 'went on',
      'a signal that it handles': true,
    })
    const trace = await readTrace(file)
    expect(trace.length).toBeGreaterThan(0)
    expect(trace.filter(({ kind }) => kind === 'deadlock')).toEqual([])
  }, 60_000)
})

describe('a program killed with SIGKILL', () => {
  const moments = Number(process.env['FORKSCOPE_KILL_MOMENTS'] ?? 15)
  const longestMs = 1500

  it(`leaves nothing behind, at ${moments} moments`, async () => {
    const left: string[] = []
    const kill = async (moment: number): Promise<void> => {
      const own = await mkdtemp(join(folder, 'killed-'))
      const { child } = startProgram('busy', [], { TMPDIR: own })
      const gone = once(child, 'exit')
      await Promise.race([gone, delay((moment / moments) * longestMs)])
      child.kill('SIGKILL')
      await gone
      const processes = (): Promise<string[]> => whoHas(`TMPDIR=${own}`)
      const givenUp = Date.now() + 20_000
      for (;;) {
        const rest = [...(await readdir(own)), ...(await processes())]
        if (rest.length === 0) return
        if (Date.now() > givenUp) return void left.push(`moment ${moment}: ${rest.join(', ')}`)
        await delay(50)
      }
    }
    const lanes = [0, 1, 2, 3, 4].map(async (lane) => {
      for (let moment = lane; moment < moments; moment += 5) await kill(moment)
    })
    await Promise.all(lanes)
    expect(left).toEqual([])
  }, 600_000)
})

/** @returns the command lines of the processes that have this in their environment */
async function whoHas(variable: string): Promise<string[]> {
  const found: string[] = []
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')
    if (!environment.split('\0').includes(variable)) continue
    found.push((await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')).replaceAll('\0', ' '))
  }
  return found
}
