import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { python, stops, table, until } from './live-table.ts'

const zombieMaker = `
import os, sys, time
child = os.fork()
if child == 0: os._exit(3)
print(child, flush=True)
sys.stdin.read()
os.waitpid(child, 0)
`

describe('the process table', () => {
  it('shows a zombie and names the parent that has not waited', async () => {
    const { pid, line } = await python(zombieMaker)
    const rows = await until(table(), (all) => all.get(Number(line))?.state === 'zombie')
    const zombie = rows.get(Number(line))
    expect(zombie?.zombie?.waitingOn?.pid).toBe(pid)
    expect(zombie?.zombie?.waitingOn?.name).toMatch(/^python/)
    expect(zombie?.rssBytes).toBeUndefined()
  })

  it('keeps the original parent of an orphan that it saw being made', async () => {
    const maker = `
import os, sys
child = os.fork()
if child == 0:
  os.close(1)
  while True: __import__('time').sleep(600)
print(child, flush=True)
sys.stdin.read()
`
    const { pid, line, end } = await python(maker)
    const orphan = Number(line)
    stops.push(() => process.kill(orphan, 'SIGKILL'))
    let started = false
    const rows = await until(
      table(),
      (all) => all.get(orphan)?.orphan !== undefined,
      () => {
        started = true
        end()
      },
    )
    expect(started).toBe(true)
    expect(rows.get(orphan)?.orphan).toMatchObject({ evidence: 'observed', originalParent: { pid } })
    expect(rows.get(orphan)?.ppid).not.toBe(pid)
  })

  it('infers an orphan that was one before', async () => {
    const maker = `
import os, sys, time
told, tell = os.pipe()
leader = os.fork()
if leader == 0:
  os.setsid()
  child = os.fork()
  if child == 0: time.sleep(600)
  os.write(tell, str(child).encode())
  os._exit(0)
os.waitpid(leader, 0)
print(leader, os.read(told, 20).decode(), flush=True)
sys.stdin.read()
`
    const { line } = await python(maker)
    const [leader = 0, orphan = 0] = line.split(' ').map(Number)
    stops.push(() => process.kill(orphan, 'SIGKILL'))
    const rows = await until(table(), (all) => all.get(orphan)?.orphan !== undefined)
    expect(rows.get(orphan)?.orphan).toMatchObject({ evidence: 'inferred', originalParent: { pid: leader } })
  })

  it('calls nothing an orphan merely for its parent being process 1', async () => {
    const { processes } = await table().list()
    const services = processes.filter((row) => row.ppid === 1 && row.session === row.pid)
    expect(services.filter((row) => row.orphan !== undefined)).toEqual([])
    const one = processes.find((row) => row.pid === 1)
    expect(one).toBeDefined()
    expect(one?.orphan).toBeUndefined()
  })

  it('shows a stopped process', async () => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' })
    await once(child, 'spawn')
    stops.push(() => child.kill('SIGKILL'))
    child.kill('SIGSTOP')
    const rows = await until(table(), (all) => all.get(child.pid ?? 0)?.state === 'stopped')
    expect(rows.get(child.pid ?? 0)?.name).toBe('sleep')
  })

  it.each([
    ['spaces', 'a b  c'],
    ['a closing parenthesis', 'x) R 1 1 (y'],
    ['a newline', 'two\nlines'],
    ['an emoji', 'cat 🐈 x'],
  ])('reads a name with %s without misreading a column', async (_, name) => {
    const rename = `
import ctypes, sys, os
ctypes.CDLL(None).prctl(15, sys.argv[1].encode(), 0, 0, 0)
print('ready', flush=True)
sys.stdin.read()
`
    const { pid } = await python(rename, name)
    const row = (await table().list()).processes.find((each) => each.pid === pid)
    expect(row?.name).toBe(name)
    expect(row?.ppid).toBe(process.pid)
  })

  it('shows names and arguments that are not UTF-8', async () => {
    const rename = `
import ctypes, os, sys
if len(sys.argv) == 1: os.execv(sys.executable, [b'python3', b'-c', open('/proc/self/cmdline','rb').read().split(b'\\0')[2], b'bad\\xff\\xfe'])
ctypes.CDLL(None).prctl(15, b'n\\xff\\xfe', 0, 0, 0)
print('ready', flush=True)
sys.stdin.read()
`
    const { pid } = await python(rename)
    const row = (await table().list()).processes.find((each) => each.pid === pid)
    expect(row?.name).toBe('n\uFFFD\uFFFD')
    expect(row?.command?.at(-1)).toBe('bad\uFFFD\uFFFD')
    expect(row?.ppid).toBe(process.pid)
  })

  it('keeps the start of a megabyte of arguments, and has the whole on request', async () => {
    const many = Array.from({ length: 16 }, (_, index) => `${index}`.padEnd(65_536, 'x'))
    const { pid } = await python(`import sys\nprint('ready', flush=True)\nsys.stdin.read()`, ...many)
    const watched = table()
    const row = (await watched.list()).processes.find((each) => each.pid === pid)
    expect(row?.commandTruncated).toBe(true)
    expect(row?.command?.join(' ').length).toBeLessThan(5000)
    const whole = await watched.commandLine({ pid, startKey: row?.startKey ?? '' })
    expect(whole?.slice(3)).toEqual(many)
    expect(await watched.commandLine({ pid, startKey: '1' })).toBeUndefined()
  })

  it('shows a process without a command line', async () => {
    const { processes } = await table().list()
    const kernel = processes.find((row) => row.pid === 2)
    if (kernel !== undefined) expect(kernel).toMatchObject({ name: 'kthreadd', kernel: true })
    const without = processes.filter((row) => row.command === undefined)
    expect(without.every((row) => row.name !== '')).toBe(true)
  })

  it('falls back to ps-list with the same identities', async () => {
    const own = await table().list()
    const portable = await table({ source: 'ps-list' }).list()
    expect(portable.sample.source).toBe('ps-list')
    const self = portable.processes.find((row) => row.pid === process.pid)
    expect(self?.startKey).toBe(own.processes.find((row) => row.pid === process.pid)?.startKey)
    expect(self?.state).toBe('unknown')
  })

  it('annotates a process for as long as it lives', async () => {
    const watched = table()
    const child = spawn('sleep', ['600'], { stdio: 'ignore' })
    await once(child, 'spawn')
    const exited = once(child, 'exit')
    stops.push(() => child.kill('SIGKILL'))
    const row = (await watched.list()).processes.find((each) => each.pid === child.pid)
    const lab = { run: 'r', lesson: '16-zombie', role: 'child' as const }
    watched.annotate({ pid: child.pid ?? 0, startKey: row?.startKey ?? '' }, { lab })
    const rows = await until(watched, (all) => all.get(child.pid ?? 0)?.lab !== undefined)
    expect(rows.get(child.pid ?? 0)?.lab).toEqual(lab)
    child.kill('SIGKILL')
    await exited
    await until(watched, (all) => !all.has(child.pid ?? 0))
  })

  it('is no orphan: the living job of a living shell whose group leader has ended', async () => {
    const maker = `
import os, signal, sys, time
leader = os.fork()
if leader == 0:
  time.sleep(600)
os.setpgid(leader, leader)
job = os.fork()
if job == 0:
  time.sleep(600)
os.setpgid(job, leader)
os.kill(leader, signal.SIGKILL)
os.waitpid(leader, 0)
print(job, flush=True)
sys.stdin.read()
`
    const { pid, line } = await python(maker)
    stops.push(() => process.kill(Number(line), 'SIGKILL'))
    const job = (await table().list()).processes.find((row) => row.pid === Number(line))
    expect(job?.ppid).toBe(pid)
    expect(job?.processGroup).not.toBe(job?.pid)
    expect(job?.orphan).toBeUndefined()
  })

  it('answers with an error, not with silence, when the sampler thread cannot start', async () => {
    await expect(table({ samplerFile: '/no/such/sampler.js' }).list()).rejects.toThrow(/sampler thread ended/)
  })

  it('ends every stream when it is stopped', async () => {
    const watched = table()
    const stream = watched.watch(new AbortController().signal)
    expect((await stream.next()).value).toMatchObject({ kind: 'snapshot' })
    const rest = stream.next()
    await watched.stop()
    // What was under way may still arrive; then the stream is over.
    if (!(await rest).done) expect((await stream.next()).done).toBe(true)
    else expect((await rest).done).toBe(true)
  })
})
