import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { linuxDetails } from '../../../src/core/details/platform/linux/details.ts'
import { createDetailsReader } from '../../../src/core/details/read-details.ts'
import type { Told } from '../../../src/shared/contract/details.ts'
import { inspectProcess } from '../../../src/core/processes/inspect.ts'
import { withoutFirstThread } from '../processes/live-table.ts'
import { endAll, pidOf, startNeverWaiting, startReady, startZombie } from '../signals/real-process.ts'

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
    const firstState = async () =>
      valueOf(await reader.read('threads', node)).items.find(({ tid }) => tid === node.pid)?.state
    await expect.poll(firstState).toBe('sleeping')
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
    const shell = spawn('sh', ['-c', 'trap "" HUP USR2; trap "echo x" USR1; echo ready; while :; do read line; done'], {
      stdio: ['pipe', 'pipe', 'inherit'],
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

  it('are those of another thread when the first one has ended', async () => {
    const { child } = await startReady('python3', ['-c', withoutFirstThread])
    const identity = await identityOf(pidOf(child))
    expect(valueOf(await reader.read('memory', identity)).resident).toBeGreaterThan(1_000_000)
    expect(valueOf(await reader.read('environment', identity)).items.map(({ name }) => name)).toContain('PATH')
    expect(valueOf(valueOf(await reader.read('place', identity)).executable)).toContain('python')
    expect(valueOf(await reader.read('files', identity)).items.length).toBeGreaterThan(1)
    expect(valueOf(await reader.read('threads', identity)).items).toMatchObject([{ state: 'zombie' }, {}])
  })

  it('tell what a process moved, without what its children did', async () => {
    const program = `
import subprocess, sys, time
work = 'import os, sys; f = open(sys.argv[1], "wb", 0); f.write(b"x" * 4_000_000); os.fsync(f.fileno())'
subprocess.run([sys.executable, '-c', work, sys.argv[1]], check=True)
print('waited', flush=True)
time.sleep(600)
`
    const { child } = await startReady('python3', ['-c', program, join(folder, 'written')])
    const identity = await identityOf(pidOf(child))
    const whole = Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${identity.pid}/io`, 'utf8'))?.[1])
    expect(whole).toBeGreaterThanOrEqual(4_000_000)
    const io = valueOf(await reader.read('io', identity))
    expect(io).not.toHaveProperty('withChildren')
    expect(io.writtenBytes).toBeLessThan(100_000)
    expect(io.ofThreadOnly).toBe(true)
    // Node has more threads than one, and the kernel no figures of its own of these.
    expect(valueOf(await reader.read('io', await identityOf(process.pid))).withChildren).toBe(true)
  })

  it('tell that what ended threads moved is not among what the thread that is left moved', async () => {
    const program = `
import os, sys, threading, time
def work():
    with open(sys.argv[1], 'wb', 0) as file:
        file.write(b'x' * 4_000_000)
        os.fsync(file.fileno())
if sys.argv[2] == 'thread':
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    while len(os.listdir('/proc/self/task')) > 1: time.sleep(0.001)
else:
    work()
print('done', flush=True)
time.sleep(600)
`
    const ioOf = async (by: string) => {
      const { child } = await startReady('python3', ['-B', '-c', program, join(folder, `by ${by}`), by])
      return valueOf(await reader.read('io', await identityOf(pidOf(child))))
    }
    const left = await ioOf('thread')
    expect(left.writtenBytes).toBeLessThan(100_000)
    expect(left.ofThreadOnly).toBe(true)
    const alone = await ioOf('itself')
    expect(alone.writtenBytes).toBeGreaterThanOrEqual(4_000_000)
    expect(alone).not.toHaveProperty('ofThreadOnly')
  })

  it('name sockets as people wrote them', async () => {
    const node = await startNode(
      `require('node:net').createServer().listen('${folder}/sö ck', () => console.log('ready'))`,
    )
    const sockets = valueOf(await reader.read('sockets', node)).items
    expect(sockets.map(({ local }) => local)).toContain(`${folder}/sö ck`)
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
