import { readFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { getPriority } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBackend, type StartedBackend } from '../helpers/start-backend.ts'
import { tableNewsSchema } from '../../src/shared/contract/process.ts'

describe('the backend over a port', () => {
  let started: StartedBackend
  beforeAll(async () => {
    started = await startBackend()
  })
  afterAll(() => started.stop())

  it('lists this very process', async () => {
    const { processes, sample } = await started.client.processes.list()
    const self = processes.find((row) => row.pid === process.pid)
    expect(self?.ppid).toBe(process.ppid)
    expect(sample.memoryTotalBytes).toBeGreaterThan(0)
  })

  it('masks secrets in command lines until they are asked for', async () => {
    const carrier = spawn('sh', ['-c', 'read line', 'sh', '--password=hunter2secret'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    await once(carrier, 'spawn')
    try {
      const masked = (await started.client.processes.list()).processes.find((row) => row.pid === carrier.pid)
      const shown = (await started.client.processes.list({ secrets: 'shown' })).processes.find(
        (row) => row.pid === carrier.pid,
      )
      expect(masked?.command?.join(' ')).not.toContain('hunter2secret')
      expect(masked?.commandMasked).toBe(true)
      expect(shown?.command?.join(' ')).toContain('hunter2secret')
      const identity = { pid: shown?.pid ?? 0, startKey: shown?.startKey ?? '-' }
      const revealed = await started.client.processes.commandLine(identity)
      expect(revealed.command).toContain('--password=hunter2secret')
    } finally {
      carrier.stdin?.end()
      await once(carrier, 'exit')
    }
  })

  it('streams a snapshot, then a start and an end', async () => {
    const stop = new AbortController()
    const stream = await started.client.processes.watch({}, { signal: stop.signal })
    const child = spawn('sh', ['-c', 'read line'], { stdio: ['pipe', 'ignore', 'ignore'] })
    let startKey: string | undefined
    let ended = false
    let snapshots = 0
    for await (const event of stream) {
      if (event.kind === 'snapshot') snapshots += 1
      if (event.kind !== 'change') continue
      const row = [...event.started, ...event.changed].find((each) => each.pid === child.pid)
      if (row !== undefined && startKey === undefined) {
        startKey = row.startKey
        child.stdin?.end()
      }
      ended ||= event.ended.some((each) => each.pid === child.pid && each.startKey === startKey)
      if (ended) break
    }
    stop.abort()
    expect(snapshots).toBe(1)
    expect(startKey).toBeDefined()
    expect(ended).toBe(true)
  })

  it('tells a large table in parts, the first one small, and which is the last', async () => {
    const stop = new AbortController()
    const children = Array.from({ length: 30 }, () => spawn('sleep', ['600'], { stdio: 'ignore' }))
    try {
      const pids = new Set<number>()
      const parts: boolean[] = []
      for await (const event of await started.client.processes.watch({}, { signal: stop.signal })) {
        // The host does not: what its rows are is said here.
        expect(tableNewsSchema.parse(event)).toEqual(event)
        if (event.kind === 'trouble') continue
        if (parts.length === 0) expect(event.kind === 'snapshot' && event.processes.length).toBe(25)
        const rows = event.kind === 'snapshot' ? event.processes : [...event.started, ...event.changed]
        for (const { pid } of rows) pids.add(pid)
        if (parts.at(-1) !== false) parts.push(event.more === true)
        // A look that was under way may not have met all of them yet.
        if (parts.at(-1) === false && children.every(({ pid = 0 }) => pids.has(pid))) break
      }
      expect(parts.length).toBeGreaterThan(1)
      expect(parts.lastIndexOf(true)).toBe(parts.length - 2)
    } finally {
      stop.abort()
      for (const child of children) child.kill('SIGKILL')
    }
  })

  it('terminates exactly what was planned', async () => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' })
    await once(child, 'spawn')
    const plan = await started.client.processes.plan({ targets: [{ kind: 'process', pid: child.pid ?? 0 }] })
    expect(plan.targets.map((target) => target.pid)).toEqual([child.pid])
    const gone = once(child, 'exit')
    const { results } = await started.client.processes.signal({ targets: plan.targets, signal: 'TERM' })
    expect(results.map((result) => result.outcome)).toEqual(['ended'])
    expect(await gone).toEqual([null, 'SIGTERM'])
    const again = await started.client.processes.signal({ targets: plan.targets, signal: 'TERM' })
    expect(again.results.map((result) => result.outcome)).toEqual(['gone'])
  })

  it('reports another start stamp as reused and sends nothing', async () => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' })
    await once(child, 'spawn')
    const { results } = await started.client.processes.signal({
      targets: [{ pid: child.pid ?? 0, startKey: '1' }],
      signal: 'KILL',
    })
    expect(results.map((result) => result.outcome)).toEqual(['reused'])
    expect(child.exitCode ?? child.signalCode).toBeNull()
    child.kill('SIGKILL')
    await once(child, 'exit')
  })

  it.each([
    ['an unknown signal', { targets: [{ pid: 99, startKey: '1' }], signal: 'NOPE' }, 'UNKNOWN_SIGNAL'],
    ['no target', { targets: [], signal: 'TERM' }, 'BAD_REQUEST'],
    ['a target without a start key', { targets: [{ pid: 99 }], signal: 'TERM' }, 'BAD_REQUEST'],
    ['a negative pid', { targets: [{ pid: -1, startKey: '1' }], signal: 'TERM' }, 'BAD_REQUEST'],
    ['a pid that is text', { targets: [{ pid: '1', startKey: '1' }], signal: 'TERM' }, 'BAD_REQUEST'],
  ])('answers %s with a typed error', async (_, request, code) => {
    // The renderer is untrusted: it may send what its types forbid.
    const answer = started.client.processes.signal(request as never)
    await expect(answer).rejects.toMatchObject({ code })
  })

  it.each([
    ['a niceness beyond 19', { kind: 'nice', nice: 20 }],
    ['half a niceness', { kind: 'nice', nice: 0.5 }],
    ['no CPU', { kind: 'affinity', cpus: [] }],
    ['a CPU below 0', { kind: 'affinity', cpus: [-1] }],
    ['something else', { kind: 'owner', user: 'ann' }],
  ])('changes nothing for %s', async (_, change) => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' })
    await once(child, 'spawn')
    const { targets } = await started.client.processes.plan({ targets: [{ kind: 'process', pid: child.pid ?? 0 }] })
    const before = await started.client.processes.scheduling(targets[0] as never)
    const answer = started.client.processes.adjust({ targets, change: change as never })
    await expect(answer).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await started.client.processes.scheduling(targets[0] as never)).toEqual(before)
    child.kill('SIGKILL')
    await once(child, 'exit')
  })

  it('keeps settings within their ranges', async () => {
    await expect(started.client.settings.update({ intervalMs: 10 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect((await started.client.settings.get()).intervalMs).toBe(1000)
    expect((await started.client.settings.update({ intervalMs: 500, language: 'zh-CN' })).intervalMs).toBe(500)
    expect((await started.client.settings.get()).language).toBe('zh-CN')
    await started.client.settings.update({ intervalMs: 1000 })
  })

  it('names the nearest lesson for one it does not know', async () => {
    await expect(started.client.lab.run({ lesson: '16-zombi' })).rejects.toMatchObject({
      code: 'UNKNOWN_LESSON',
      data: { nearest: expect.arrayContaining(['16-zombie']) },
    })
  })
})

describe('what a lesson page shows', () => {
  it('is the text in the language, and the files that run', async () => {
    const started = await startBackend()
    try {
      const { text, files } = await started.client.lab.lesson({ lesson: '16-zombie', locale: 'zh-CN' })
      expect(text).toContain('僵尸进程')
      expect(files.map(({ name }) => name)).toEqual(['scenario.ts', 'targets.ts', 'reference.py'])
      const path = new URL('../../src/lab/lessons/16-zombie/scenario.ts', import.meta.url)
      expect(files[0]?.code).toBe(readFileSync(path, 'utf8'))
      await expect(started.client.lab.lesson({ lesson: '99-none', locale: 'en' })).rejects.toMatchObject({
        code: 'UNKNOWN_LESSON',
      })
    } finally {
      await started.stop()
    }
  })
})

it('ends a grace when asked, and kills nobody then', async () => {
  const own = await startBackend()
  const { client } = own
  const child = spawn('sh', ['-c', 'trap "echo asked" TERM; echo ready; while :; do sleep 0.05; done'])
  const said = (): Promise<unknown> => once(child.stdout, 'data')
  await said()
  try {
    const { targets } = await client.processes.plan({ targets: [{ kind: 'process', pid: child.pid ?? 0 }] })
    const asked = said()
    const answer = client.processes.signal({ targets, signal: 'TERM', graceMs: 3_600_000, grace: 'this one' })
    await asked
    await client.processes.stopGrace({ grace: 'another' })
    await client.processes.stopGrace({ grace: 'this one' })
    expect((await answer).results).toMatchObject([{ pid: child.pid, outcome: 'sent', signal: 'SIGTERM' }])
    expect(child.exitCode ?? child.signalCode).toBeNull()
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
    await own.stop()
  }
})

describe.each([
  ['by how it was started', true, 'Start it without --read-only.'],
  ['by its settings', false, 'Its settings turn that off.'],
])('a backend that is read-only %s', (_, flag, way) => {
  it('signals nothing, changes nothing and runs nothing', async () => {
    const readOnly = await startBackend({ readOnly: flag })
    const { client } = readOnly
    // What the settings say does not lift the flag.
    await client.settings.update({ readOnly: !flag })
    const child = spawn('sleep', ['600'], { stdio: 'ignore' })
    await once(child, 'spawn')
    try {
      const { targets } = await client.processes.plan({ targets: [{ kind: 'process', pid: child.pid ?? 0 }] })
      await expect(client.processes.signal({ targets, signal: 'KILL' })).rejects.toMatchObject({
        code: 'READ_ONLY',
        message: expect.stringContaining(way),
      })
      const adjust = client.processes.adjust({ targets, change: { kind: 'nice', nice: 5 } })
      await expect(adjust).rejects.toMatchObject({ code: 'READ_ONLY', message: expect.stringContaining(way) })
      // As it was born: not 0 where the tests themselves run with `nice`.
      expect(getPriority(child.pid ?? 0)).toBe(getPriority())
      await expect(client.lab.run({ lesson: '16-zombie' })).rejects.toMatchObject({
        code: 'READ_ONLY',
        message: `This Forkscope is read-only: no lesson can be run. ${way}`,
      })
      await expect(client.lab.stop({ run: 'any' })).rejects.toMatchObject({ code: 'READ_ONLY' })
      const toLab = client.lab.signal({ run: 'any', pid: child.pid ?? 0, signal: 'KILL' })
      await expect(toLab).rejects.toMatchObject({ code: 'READ_ONLY', message: expect.stringContaining(way) })
      await expect(client.lab.runProgram({ kind: 'command', command: ['true'] })).rejects.toMatchObject({
        code: 'READ_ONLY',
        message: `This Forkscope is read-only: no program can be run. ${way}`,
      })
      expect(child.signalCode).toBeNull()
    } finally {
      child.kill('SIGKILL')
      await once(child, 'exit')
      await readOnly.stop()
    }
  })
})
