import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { fieldsOfFact, facts } from '../../../src/shared/contract/facts.ts'
import type { TableEvent } from '../../../src/shared/contract/process.ts'
import type { ProcessTable } from '../../../src/core/processes/process-table.ts'
import { inspectProc } from '../../../src/core/platform/linux/inspect.ts'
import { python, stops, table } from './live-table.ts'

const extraFields = facts.flatMap((fact) => [...fieldsOfFact[fact]])

async function rowOf(watched: ProcessTable, pid: number, ...wanted: Parameters<ProcessTable['list']>) {
  const row = (await watched.list(...wanted)).processes.find((each) => each.pid === pid)
  if (row === undefined) throw new Error(`process ${pid} is not in the table`)
  return row
}

describe.runIf(process.platform === 'linux')('facts of a row, on this Linux', () => {
  it('are there only while they are asked for', async () => {
    const watched = table()
    const bare = await rowOf(watched, process.pid)
    for (const field of extraFields) expect(bare).not.toHaveProperty(field)
    const stop = new AbortController()
    const stream = watched.watch(stop.signal, ['descriptors'])
    const first: TableEvent | undefined = (await stream.next()).value
    const own = first?.kind === 'snapshot' ? first.processes.find(({ pid }) => pid === process.pid) : undefined
    expect(own?.descriptors).toBeGreaterThan(2)
    // Somebody else's wish: the same rows, and never half of a rate.
    const more = await rowOf(watched, process.pid, ['io', 'switches'])
    expect(more.descriptors).toBeGreaterThan(2)
    expect(more.readBytesPerSecond).toBeGreaterThanOrEqual(0)
    expect(more.voluntarySwitchesPerSecond).toBeGreaterThanOrEqual(0)
    stop.abort()
    await stream.next()
    expect(await rowOf(watched, process.pid)).not.toHaveProperty('descriptors')
  })

  it('tell what a process writes, and do not add it to the parent that waits for it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'forkscope-io-'))
    stops.push(() => rmSync(folder, { recursive: true }))
    const program = `
import os, subprocess, sys
work = 'import os, sys\\nf = open(sys.argv[1], "wb", 0)\\nprint("ready", flush=True)\\nsys.stdin.readline()\\nf.write(b"x" * 8_000_000)\\nos.fsync(f.fileno())\\nprint(os.getpid(), flush=True)\\nsys.stdin.readline()'
child = subprocess.Popen([sys.executable, '-c', work, sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
sys.stdin.read(1)
child.stdin.write('go\\n'); child.stdin.flush(); child.stdout.readline()
sys.stderr.write('written\\n'); sys.stderr.flush()
sys.stdin.read(1)
child.stdin.close(); child.wait()
sys.stderr.write('waited\\n'); sys.stderr.flush()
sys.stdin.read()
`
    const child = spawn('python3', ['-c', program, join(folder, 'file')], { stdio: 'pipe' })
    const exited = once(child, 'exit')
    stops.push(() => child.kill('SIGKILL') && exited)
    const writer = Number(String((await once(child.stdout, 'data'))[0]))
    const watched = table({ intervalMs: 3_600_000 })
    const stop = new AbortController()
    stops.push(() => stop.abort())
    // The most that was ever told of each: whichever sample saw it.
    const most = new Map<number, number>()
    const reading = (async () => {
      for await (const event of watched.watch(stop.signal, ['io'])) {
        if (event.kind === 'trouble') continue
        const rows = event.kind === 'snapshot' ? event.processes : [...event.started, ...event.changed]
        for (const { pid, writeBytesPerSecond = 0 } of rows)
          most.set(pid, Math.max(most.get(pid) ?? 0, writeBytesPerSecond))
      }
    })()
    const sample = async (): Promise<void> => {
      // Rates are of 150 ms at least.
      await delay(160)
      await watched.list(['io'])
    }
    await sample()
    child.stdin.write('1')
    await once(child.stderr, 'data')
    await sample()
    child.stdin.write('2')
    await once(child.stderr, 'data')
    await sample()
    await sample()
    stop.abort()
    await reading
    expect(most.get(writer)).toBeGreaterThan(100_000)
    expect(most.get(child.pid ?? 0)).toBe(0)
  })

  it('count the context switches of all threads', async () => {
    const program = `
import threading, time
def nap():
    while True: time.sleep(0.002)
for _ in range(4): threading.Thread(target=nap, daemon=True).start()
print('ready', flush=True)
threading.Event().wait()
`
    const { pid } = await python(program)
    // The first thread's alone, which only waits: what the kernel tells of the process.
    const before = inspectProc('/proc', pid)?.voluntarySwitches ?? 0
    const row = await rowOf(table(), pid, ['switches'])
    const own = (inspectProc('/proc', pid)?.voluntarySwitches ?? 0) - before
    // Four threads, hundreds of times a second each; a busy machine gives them fewer turns.
    expect(row.voluntarySwitchesPerSecond).toBeGreaterThan(100)
    expect(own).toBeLessThan(20)
  })

  it('count descriptors and name the priority and the CPU, as the kernel does', async () => {
    const program = `
import os, sys
os.sched_setaffinity(0, {0}); os.setpriority(os.PRIO_PROCESS, 0, 7)
files = [open('/dev/null') for _ in range(40)]
print('ready', flush=True)
sys.stdin.read()
`
    const { pid } = await python(program)
    const row = await rowOf(table(), pid, ['descriptors', 'scheduling', 'switches'])
    expect(row.descriptors).toBe(readdirSync(`/proc/${pid}/fd`).length)
    expect(row.descriptors).toBeGreaterThanOrEqual(43)
    expect(row).toMatchObject({ priority: 27, nice: 7, lastCpu: 0 })
    expect(row.voluntarySwitchesPerSecond).toBeGreaterThanOrEqual(0)
  })

  it('count how often a process waits, and how often its CPU is taken away', async () => {
    const { pid: napper } = await python(`
import time
print('ready', flush=True)
while True: time.sleep(0.002)
`)
    expect((await rowOf(table(), napper, ['switches'])).voluntarySwitchesPerSecond).toBeGreaterThan(50)
    // Two that want the same CPU, and never wait.
    const busy = `
import os
os.sched_setaffinity(0, {0})
print('ready', flush=True)
while True: pass
`
    const [{ pid }] = await Promise.all([python(busy), python(busy)])
    const row = await rowOf(table(), pid, ['switches'])
    expect(row.involuntarySwitchesPerSecond).toBeGreaterThan(1)
    expect(row.voluntarySwitchesPerSecond).toBeLessThan(row.involuntarySwitchesPerSecond ?? 0)
  })

  it('name what a process waits for, in disk sleep or not, and say nothing of one that runs', async () => {
    // vfork(2): the parent waits uninterruptibly until its child has called exec.
    const program = `
import ctypes, sys, threading
libc = ctypes.CDLL(None)
print('ready', flush=True)
if libc.vfork() == 0:
    libc.sleep(600)
    libc._exit(0)
`
    const { pid } = await python(program)
    stops.push(() => {
      // Its child holds the parent: both end with it.
      for (const each of readdirSync('/proc')) {
        if (/^\d+$/.test(each) && inspectProc('/proc', Number(each))?.ppid === pid)
          process.kill(Number(each), 'SIGKILL')
      }
    })
    let row = await rowOf(table(), pid, ['waitChannel'])
    while (row.state !== 'disk-sleep') row = await rowOf(table(), pid, ['waitChannel'])
    const seen = inspectProc('/proc', pid)?.waitChannel
    expect(row.waitChannel).toBe(seen)
    const { pid: sleeper } = await python("import sys; print('ready', flush=True); sys.stdin.read()")
    let sleeping = await rowOf(table(), sleeper, ['waitChannel'])
    while (sleeping.state !== 'sleeping') sleeping = await rowOf(table(), sleeper, ['waitChannel'])
    expect(sleeping.waitChannel).toMatch(/pipe|read|wait/)
    expect(await rowOf(table(), process.pid, ['waitChannel'])).not.toHaveProperty('waitChannel')
  })
})
