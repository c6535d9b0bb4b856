import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import { mistakesOf } from '../../src/backend/written-program.ts'
import { startBackend, type StartedBackend } from '../helpers/start-backend.ts'

// Real processes on a busy machine take their time.
vi.setConfig({ testTimeout: 60_000 })

let started: StartedBackend
/** Other programs write into the system's own folder too. */
let temporary: string
beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'forkscope-routes-'))
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, temporary)
  started = await startBackend()
}, 60_000)
afterAll(async () => {
  await started.stop()
  vi.unstubAllEnvs()
  rmSync(temporary, { recursive: true })
})

const sleeper = `
import { Process, main, sleep } from 'forkscope/multiprocessing'
export async function wait(): Promise<void> { await sleep(60) }
main(import.meta, async () => {
  const child = new Process({ target: wait, name: 'sleeper' })
  await child.start()
  await child.join()
  console.log('exit code', child.exitCode)
})`

async function* eventsOf(stream: AsyncIterable<readonly TraceEvent[]>): AsyncGenerator<TraceEvent> {
  for await (const events of stream) yield* events
}

const writtenFolders = (): readonly string[] =>
  readdirSync(temporary).filter((name) => name.startsWith('forkscope-program-'))

it('gives what all lessons say in a language, and their code, to search in', async () => {
  const { client } = started
  const texts = async (locale: 'en' | 'zh-CN') =>
    new Map((await client.lab.texts({ locale })).map(({ lesson, text }) => [lesson, text]))
  const [english, chinese] = [await texts('en'), await texts('zh-CN')]
  expect([...english.keys()]).toEqual((await client.lab.list()).map(({ id }) => id))
  const { text, files } = await client.lab.lesson({ lesson: '36-pipe', locale: 'zh-CN' })
  for (const part of [text, ...files.map(({ code }) => code)]) expect(chinese.get('36-pipe')).toContain(part)
  expect(chinese.get('36-pipe')).not.toBe(english.get('36-pipe'))
})

describe('a program written in the page', () => {
  it('runs; one of its processes is signalled, no other, and nothing of it is left', async () => {
    const { client } = started
    const before = writtenFolders()
    const outsider = spawn('sleep', ['600'], { stdio: 'ignore' })
    await once(outsider, 'spawn')
    try {
      const { run } = await client.lab.runProgram({ kind: 'text', language: 'typescript', code: sleeper })
      expect(writtenFolders()).toHaveLength(before.length + 1)
      const events: TraceEvent[] = []
      for await (const event of eventsOf(await client.lab.watch({ run }))) {
        events.push(event)
        if (event.kind !== 'process-started' || event.name !== 'sleeper') continue
        const foreign = client.lab.signal({ run, pid: outsider.pid ?? 0, signal: 'SIGKILL' })
        await expect(foreign).rejects.toMatchObject({ code: 'NOT_OF_RUN' })
        const supervisor = client.lab.signal({ run, pid: events[0]?.pid ?? 0, signal: 'SIGKILL' })
        await expect(supervisor).rejects.toMatchObject({ code: 'NOT_OF_RUN' })
        const unknown = client.lab.signal({ run, pid: event.pid, signal: 'NOPE' })
        await expect(unknown).rejects.toMatchObject({ code: 'UNKNOWN_SIGNAL' })
        expect(await client.lab.signal({ run, pid: event.pid, signal: 'KILL' })).toMatchObject({
          pid: event.pid,
          signal: 'SIGKILL',
        })
      }
      const pid = events.find((event) => event.kind === 'process-started' && event.name === 'sleeper')?.pid
      expect(events).toContainEqual(expect.objectContaining({ kind: 'mark', pid, label: 'signal-sent' }))
      expect(events).toContainEqual(expect.objectContaining({ kind: 'process-exited', pid, exitSignal: 'SIGKILL' }))
      expect(events).toContainEqual(expect.objectContaining({ kind: 'output', text: 'exit code -9' }))
      expect(events.at(-1)).toMatchObject({ kind: 'report', leftBehind: 0 })
      await expect.poll(writtenFolders).toEqual(before)
      expect(outsider.signalCode).toBeNull()
    } finally {
      outsider.kill('SIGKILL')
    }
  })

  it('that does not compile is answered with the line of the mistake, and nothing is kept', async () => {
    const before = writtenFolders()
    const code = 'const fine = 1\nconst = 2\n'
    await expect(started.client.lab.runProgram({ kind: 'text', language: 'typescript', code })).rejects.toMatchObject({
      code: 'BAD_PROGRAM',
      data: { mistakes: [expect.objectContaining({ line: 2 })] },
    })
    expect(writtenFolders()).toEqual(before)
  })
})

describe('where nothing can be kept in the temporary folder', () => {
  const absent = (): string => join(temporary, 'absent')
  beforeEach(() => {
    for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, absent())
  })
  afterEach(() => {
    for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, temporary)
  })

  it.each([
    { kind: 'text', language: 'python', code: 'print(1)' },
    { kind: 'command', command: ['true'] },
  ] as const)('a program is refused for that, for the page to word: $kind', async (request) => {
    const asked = request.kind === 'text' ? request : { kind: request.kind, command: [...request.command] }
    const problem = { kind: 'no-temporary-folder', folder: absent(), error: 'ENOENT' }
    await expect(started.client.lab.runProgram(asked)).rejects.toMatchObject({
      code: 'BAD_PROGRAM',
      data: { mistakes: [{ problem }] },
    })
  })

  it('a lesson is refused for that, too', async () => {
    const request = { lesson: '18-join', parameters: {}, predictions: {}, locale: 'zh-CN' as const }
    await expect(started.client.lab.run(request)).rejects.toMatchObject({
      code: 'NO_TEMPORARY_FOLDER',
      data: { folder: absent(), error: 'ENOENT' },
    })
  })
})

it('a program that was written and cannot be started leaves nothing', async () => {
  const { lab } = started.backend
  const before = writtenFolders()
  const start = vi.spyOn(lab, 'startProgram').mockImplementation(() => {
    throw new Error('No more processes.')
  })
  try {
    const request = { kind: 'text', language: 'python', code: 'print(1)' } as const
    await expect(started.client.lab.runProgram(request)).rejects.toThrow()
    expect(start).toHaveBeenCalledOnce()
    expect(writtenFolders()).toEqual(before)
  } finally {
    start.mockRestore()
  }
})

describe('a command line', () => {
  it('runs under the same observation', async () => {
    const { run } = await started.client.lab.runProgram({ kind: 'command', command: ['sh', '-c', 'echo $0 hello'] })
    const events: TraceEvent[] = []
    for await (const told of await started.client.lab.watch({ run })) events.push(...told)
    expect(events).toContainEqual(expect.objectContaining({ kind: 'output', text: 'sh hello' }))
  })

  it('that names no command is refused', async () => {
    const request = { kind: 'command' as const, command: ['no-such-command-here'] }
    await expect(started.client.lab.runProgram(request)).rejects.toMatchObject({
      code: 'BAD_PROGRAM',
      data: { mistakes: [{ problem: { kind: 'no-command', command: 'no-such-command-here' } }] },
    })
  })

  it('has words that are empty, but no empty command', async () => {
    const command = ['sh', '-c', 'echo "[$1]"', 'x', '']
    const { run } = await started.client.lab.runProgram({ kind: 'command', command })
    const lines: string[] = []
    for await (const event of eventsOf(await started.client.lab.watch({ run })))
      if (event.kind === 'output') lines.push(event.text)
    expect(lines).toEqual(['[]'])
    await expect(started.client.lab.runProgram({ kind: 'command', command: [''] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })
})

it.each([
  ['CommonJS', 'js', "const os = require('os'); console.log(typeof os.cpus)"],
  ['a module', 'js', "import os from 'node:os'; console.log(typeof os.cpus)"],
  ['CommonJS by its ending', 'cjs', "const os = require('os'); console.log(typeof os.cpus)"],
] as const)('a JavaScript file runs as Node would run it: %s, .%s', async (_, ending, code) => {
  const { run } = await started.client.lab.runProgram({ kind: 'text', language: 'javascript', ending, code })
  const lines: string[] = []
  for await (const event of eventsOf(await started.client.lab.watch({ run })))
    if (event.kind === 'output') lines.push(event.text)
  expect(lines).toEqual(['function'])
})

it('a parameter out of its range is refused with the range', async () => {
  const request = { lesson: '24-socket-server', parameters: { clients: 99 } }
  await expect(started.client.lab.run(request)).rejects.toMatchObject({
    code: 'BAD_PARAMETER',
    data: { parameter: 'clients', range: { min: 1, max: 8, step: 1 } },
  })
})

it('read-only, neither signals nor runs a program', async () => {
  const readOnly = await startBackend({ readOnly: true })
  try {
    const { lab } = readOnly.client
    await expect(lab.signal({ run: 'x', pid: 1, signal: 'KILL' })).rejects.toMatchObject({ code: 'READ_ONLY' })
    await expect(lab.runProgram({ kind: 'command', command: ['true'] })).rejects.toMatchObject({ code: 'READ_ONLY' })
  } finally {
    await readOnly.stop()
  }
})

it('reads a place out of what a compiler says', () => {
  expect(mistakesOf('/tmp/x/program.ts:3:7: Unexpected "="\nsomething else')).toEqual([
    { message: 'Unexpected "="', line: 3, column: 7 },
    { message: 'something else' },
  ])
})
