import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Process } from '../../src/shared/contract/process.ts'
import { bin, endStarted, environment, run, startForkscope } from '../helpers/run-forkscope.ts'

// Each command is a program that starts: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 60_000 })

const secret = '--password=hunter2-is-mine'
const carrier = spawn('sh', ['-c', 'sleep 300 & wait', 'forkscope-ps-test', secret], { stdio: 'ignore' })
const carrierPid = carrier.pid ?? 0

beforeAll(async () => {
  while (!processes('ps', '--json').some(({ ppid, name }) => ppid === carrierPid && name === 'sleep'));
})
afterEach(endStarted)
afterAll(async () => {
  const ended = once(carrier, 'exit')
  for (const { pid, ppid } of processes('ps', '--json')) if (ppid === carrierPid) process.kill(pid, 'SIGKILL')
  carrier.kill('SIGKILL')
  await ended
})

function processes(...args: readonly string[]): readonly Process[] {
  const { status, stdout, stderr } = run(...args)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout).processes
}

describe.runIf(process.platform !== 'win32')('forkscope ps', () => {
  it('prints one JSON document with when, whence and this very process', () => {
    const before = Date.now()
    const { status, stdout, stderr } = run('ps', '--json')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const document = JSON.parse(stdout)
    expect(Object.keys(document)).toEqual(['at', 'source', 'processes'])
    expect(document.at).toBeGreaterThanOrEqual(before)
    expect(document.source).toMatch(/^(procfs|native|ps-list)$/)
    const own = document.processes.find((row: Process) => row.pid === process.pid)
    expect(own).toMatchObject({ ppid: process.ppid, startKey: expect.any(String), state: expect.any(String) })
    expect(Object.values(own)).not.toContain(null)
  })

  it('prints the true command line: who may run it may run ps', () => {
    const own = processes('ps', '--json').find(({ pid }) => pid === carrierPid)
    expect(own?.command).toContain(secret)
    expect(own).not.toHaveProperty('commandMasked')
    expect(run('ps', '--query', 'forkscope-ps-test').stdout).toContain(secret)
  })

  it('keeps with --query what holds every word, and with --tree what is above it', () => {
    const found = processes('ps', '--json', '--query', `sh ${carrierPid} forkscope-ps-test`)
    expect(found.map(({ pid }) => pid)).toContain(carrierPid)
    expect(found.every(({ command }) => command?.join(' ').includes('forkscope-ps-test'))).toBe(true)
    const tree = processes('ps', '--json', '--tree', '--query', 'forkscope-ps-test').map(({ pid }) => pid)
    expect(tree.indexOf(process.pid)).toBeGreaterThanOrEqual(0)
    expect(tree.indexOf(process.pid)).toBeLessThan(tree.indexOf(carrierPid))
  })

  it('sorts figures largest first, and the rest ascending', () => {
    const rss = processes('ps', '--json', '--sort', 'memory').map(({ rssBytes }) => rssBytes ?? -1)
    expect(rss).toEqual(rss.toSorted((a, b) => b - a))
    const pids = processes('ps', '--json').map(({ pid }) => pid)
    expect(pids).toEqual(pids.toSorted((a, b) => a - b))
  })

  it('draws the tree below the parent', () => {
    const { stdout } = run('ps', '--tree', '--query', 'forkscope-ps-test')
    const lines = stdout.split('\n')
    expect(lines[0]).toMatch(/^ *PID +PPID +USER +STATE +CPU% +MEMORY +COMMAND$/)
    const parent = lines.findIndex((line) => line.includes(`${process.pid} `))
    const child = lines.findIndex((line) => new RegExp(`^ *${carrierPid} .*[├└]─ sh -c`).test(line))
    expect(parent).toBeGreaterThan(0)
    expect(child).toBeGreaterThan(parent)
  })

  it('watches: a snapshot, then changes, one JSON value a line', async () => {
    const watching = startForkscope(['ps', '--watch', '--json'])
    let child: ReturnType<typeof spawn> | undefined
    const kinds: string[] = []
    let start: Process | undefined
    for await (const line of watching.lines()) {
      const event = JSON.parse(line)
      kinds.push(event.kind)
      if (event.kind === 'snapshot') {
        expect(Object.keys(event)).toEqual(['kind', 'processes'])
        child = spawn('sleep', ['300'], { stdio: 'ignore' })
        continue
      }
      expect(Object.keys(event)).toEqual(['kind', 'at', 'started', 'ended', 'changed'])
      const found: Process | undefined = event.started.find(({ pid }: Process) => pid === child?.pid)
      if (found !== undefined) {
        start = found
        child?.kill('SIGKILL')
      }
      const end = event.ended.find(({ pid }: Process) => pid === child?.pid)
      if (end === undefined) continue
      expect(end.startKey).toBe(start?.startKey)
      break
    }
    watching.child.kill('SIGTERM')
    expect(await watching.ended).toEqual([0, null])
    expect(kinds[0]).toBe('snapshot')
    expect(kinds.slice(1).every((kind) => kind === 'change')).toBe(true)
    expect(watching.said()).toBe('')
  })

  it('watches a query: rows start when they begin to match and end, alive, when they match no more', async () => {
    const child = spawn('sleep', ['300'], { stdio: 'ignore' })
    await once(child, 'spawn')
    const watching = startForkscope(['ps', '--watch', '--json', '--query', `pid = ${child.pid} and state = stopped`])
    const told: unknown[] = []
    for await (const line of watching.lines()) {
      const { kind, started, ended, processes: rows } = JSON.parse(line)
      const who = (list: readonly Process[] = []): unknown => list.map(({ pid, state }) => ({ pid, state }))
      told.push(kind === 'snapshot' ? who(rows) : { started: who(started), ended })
      if (told.length === 1) child.kill('SIGSTOP')
      if (told.length === 2) child.kill('SIGCONT')
      if (ended?.length > 0) break
    }
    child.kill('SIGKILL')
    watching.child.kill('SIGTERM')
    expect(await watching.ended).toEqual([0, null])
    expect(told).toEqual([
      [],
      { started: [{ pid: child.pid, state: 'stopped' }], ended: [] },
      { started: [], ended: [{ pid: child.pid, startKey: expect.any(String), alive: true }] },
    ])
  })

  it('watches who listens on a port, as that comes and goes', async () => {
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    probe.close()
    await once(probe, 'close')
    const watching = startForkscope(['ps', '--watch', '--json', '--query', `port = ${port}`])
    const server = createServer()
    const told: unknown[] = []
    for await (const line of watching.lines()) {
      const { kind, started, ended, processes: rows } = JSON.parse(line)
      const pids = (list: readonly Process[] = []): readonly number[] => list.map(({ pid }) => pid)
      if (kind === 'snapshot') {
        told.push(pids(rows))
        server.listen(port, '127.0.0.1')
      } else if (started.length > 0) {
        told.push(pids(started))
        server.close()
      } else if (ended.length > 0) {
        told.push(ended)
        break
      }
    }
    watching.child.kill('SIGTERM')
    expect(await watching.ended).toEqual([0, null])
    expect(told).toEqual([[], [process.pid], [{ pid: process.pid, startKey: expect.any(String), alive: true }]])
  })

  it('watches for as long as it is told', () => {
    const { status, stdout, stderr } = run('ps', '--watch', '--seconds', '0.3', '--json')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout.split('\n')[0] ?? '').kind).toBe('snapshot')
  })

  const inTerminal = (variables: string): string =>
    spawnSync('script', ['-qfec', `${variables} '${process.execPath}' '${bin}' ps --query forkscope-ps`, '/dev/null'], {
      encoding: 'utf8',
      env: { ...environment, TERM: 'xterm' },
    }).stdout
  const hasTerminal = spawnSync('script', ['-qfec', 'true', '/dev/null']).status === 0

  it('has colours on a terminal, none with NO_COLOR or a dumb one, and none elsewhere', (test) => {
    if (!hasTerminal) return test.skip('Needs the program script of util-linux for a terminal.')
    const escape = '\u001b['
    expect(inTerminal('env -u NO_COLOR')).toContain(escape)
    expect(inTerminal('env NO_COLOR=1')).not.toContain(escape)
    // Nobody has told this terminal its size: nothing is cut to 0 columns.
    expect(inTerminal('env NO_COLOR=1')).toMatch(/^\s*PID\s+PPID\s/)
    expect(inTerminal('env -u NO_COLOR TERM=dumb')).not.toContain(escape)
    expect(run('ps').stdout).not.toContain(escape)
  })
})
