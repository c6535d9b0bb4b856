import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { linuxDetails } from '../../../src/core/details/platform/linux/details.ts'
import { createDetailsReader } from '../../../src/core/details/read-details.ts'
import type { Told } from '../../../src/shared/contract/details.ts'
import { inspectProcess } from '../../../src/core/processes/inspect.ts'
import { endAll, startNeverWaiting, startZombie } from '../signals/real-process.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'forkscope-details-')))
const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  endAll()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a program of Node's that says a line when it is ready. */
async function startNode(code: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['-e', code], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const pid = child.pid ?? 0
  return { pid, startKey: (await inspectProcess(pid))?.startKey ?? '', line: String(line) }
}

async function identityOf(pid: number) {
  return { pid, startKey: (await inspectProcess(pid))?.startKey ?? '' }
}

function valueOf<T>(told: Told<T>): T {
  if (told.kind !== 'told') throw new Error(`It is not told: ${told.kind}.`)
  return told.value
}

const reader = createDetailsReader()

describe.runIf(process.platform === 'linux')('details of a process on Linux', () => {
  it('are what the process itself knows', async () => {
    const node = await startNode(
      `const net = require('node:net'), fs = require('node:fs')
       const fd = fs.openSync('open file.txt', 'w')
       fs.unlinkSync('open file.txt')
       const server = net.createServer().listen(0, '127.0.0.1', () => {
         const client = net.connect(server.address().port, '127.0.0.1', () => {
           net.createServer().listen('${folder}/a socket', () => console.log(fd, server.address().port, client.localPort))
         })
       })`,
      { PATH: '/usr/bin', GREETING: 'hello = world' },
    )
    const [fd, port, clientPort] = node.line.split(' ').map(Number)
    const environment = valueOf(await reader.read('environment', node))
    expect(environment.items).toEqual([
      { name: 'GREETING', value: 'hello = world' },
      { name: 'PATH', value: '/usr/bin' },
    ])
    expect(valueOf(valueOf(await reader.read('place', node)).workingDirectory)).toBe(folder)
    const files = valueOf(await reader.read('files', node))
    expect(files.items.find(({ descriptor }) => descriptor === fd)).toEqual({
      descriptor: fd,
      kind: 'file',
      target: join(folder, 'open file.txt'),
      access: 'write',
      deleted: true,
    })
    expect(files).toMatchObject({ total: files.items.length })
    const sockets = valueOf(await reader.read('sockets', node)).items
    expect(sockets).toContainEqual(
      expect.objectContaining({ protocol: 'tcp', local: `127.0.0.1:${port}`, state: 'LISTEN', port }),
    )
    const pair = { local: `127.0.0.1:${clientPort}`, remote: `127.0.0.1:${port}`, state: 'ESTABLISHED' }
    expect(sockets).toContainEqual(expect.objectContaining(pair))
    expect(sockets).toContainEqual(expect.objectContaining({ protocol: 'unix', local: `${folder}/a socket` }))
    const threads = valueOf(await reader.read('threads', node))
    expect(threads.items.length).toBeGreaterThan(1)
    expect(threads.items.find(({ tid }) => tid === node.pid)).toMatchObject({ state: 'sleeping' })
    const memory = valueOf(await reader.read('memory', node))
    expect(memory.resident).toBeGreaterThan(10_000_000)
    expect(memory.proportional).toBeLessThanOrEqual(memory.resident ?? 0)
    const { namespaces, cgroups } = valueOf(await reader.read('isolation', node))
    expect(valueOf(namespaces).find(({ kind }) => kind === 'pid')).toMatchObject({ shared: true })
    expect(cgroups.length).toBeGreaterThan(0)
    const limits = valueOf(await reader.read('limits', node))
    expect(limits.find(({ name }) => name === 'Max open files')?.soft).toBeGreaterThan(0)
    expect(valueOf(await reader.read('io', node)).writtenBytes).toBeGreaterThanOrEqual(0)
  })

  it('tell the signals it ignores, catches and has waiting', async () => {
    const shell = spawn('sh', ['-c', 'trap "" HUP USR2; trap "echo x" USR1; echo ready; while :; do sleep 1; done'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    started.push(shell)
    await once(createInterface({ input: shell.stdout }), 'line')
    const identity = await identityOf(shell.pid ?? 0)
    process.kill(identity.pid, 'SIGSTOP')
    await expect.poll(async () => (await inspectProcess(identity.pid))?.state).toBe('stopped')
    process.kill(identity.pid, 'SIGTERM')
    const signals = valueOf(await reader.read('signals', identity))
    expect(signals.ignored).toEqual(expect.arrayContaining(['SIGHUP', 'SIGUSR2']))
    expect(signals.caught).toContain('SIGUSR1')
    expect(signals.pending).toEqual(['SIGTERM'])
  })

  it('are cut where a process has very many, and say so', async () => {
    const crowd = await startNode(
      `const fs = require('node:fs')
       for (let n = 0; n < 5000; n += 1) fs.openSync('/dev/null', 'r')
       console.log('ready')
       setInterval(() => {}, 1000)`,
      Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`BIG${index}`, 'x'.repeat(100_000)])),
    )
    const files = valueOf(await reader.read('files', crowd))
    expect(files.total).toBeGreaterThanOrEqual(5000)
    expect(files).toMatchObject({ cut: true })
    expect(files.items).toHaveLength(1000)
    const environment = valueOf(await reader.read('environment', crowd))
    expect(environment.cut).toBe(true)
    expect(environment.items[0]).toMatchObject({ name: 'BIG0', cut: true })
    expect(environment.items[0]?.value).toHaveLength(4096)
    expect(valueOf(await reader.read('sockets', crowd)).cut).toBe(true)
  })

  it('are none of a zombie, but it still has limits and groups', async () => {
    const { zombie } = await startZombie()
    const identity = await identityOf(zombie)
    expect(await reader.read('memory', identity)).toEqual({ kind: 'none' })
    expect(await reader.read('environment', identity)).not.toHaveProperty('value')
    expect((await reader.read('isolation', identity)).kind).toBe('told')
  })

  it('are never those of another process: before, meanwhile, after', async () => {
    const { child: pid } = await startNeverWaiting()
    const identity = await identityOf(pid)
    expect((await reader.read('limits', identity)).kind).toBe('told')
    expect(await reader.read('limits', { pid, startKey: '1' })).toEqual({ kind: 'ended' })
    let looks = 0
    const reused = createDetailsReader(linuxDetails('/proc'), {
      identify: () => {
        looks += 1
        return looks === 1 ? identity.startKey : 'another'
      },
    })
    expect(await reused.read('limits', identity)).toEqual({ kind: 'ended' })
    expect(looks).toBe(2)
    const gone = createDetailsReader(linuxDetails('/proc'), { identify: () => undefined })
    expect(await gone.read('environment', identity)).toEqual({ kind: 'ended' })
  })
})
