import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SignalResult } from '../../src/shared/contract/signals.ts'
import { bin, endStarted, environment, isAlive, run, startForkscope } from '../helpers/run-forkscope.ts'
import { freeUdpPort } from '../helpers/udp-port.ts'

// Each command is a program that starts: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 60_000 })

const children: ChildProcess[] = []

/** A process group of the test's own. */
function start(program: string, ...args: readonly string[]): ChildProcess {
  const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  children.push(child)
  return child
}

async function startReady(script: string): Promise<{ child: ChildProcess; line: string }> {
  const child = start('sh', '-c', script)
  if (child.stdout === null) throw new Error('The program has no standard output.')
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, line: String(line) }
}

afterEach(() => {
  endStarted()
  for (const { pid } of children.splice(0)) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // Ended by the test.
    }
  }
})

/** Runs `kill … --json` and checks the document's form. */
function kill(...args: readonly string[]): { status: number | null; results: readonly SignalResult[]; stderr: string } {
  const { status, stdout, stderr } = run('kill', ...args, '--json')
  const document = JSON.parse(stdout)
  expect(Object.keys(document)).toEqual(['results'])
  for (const result of document.results) {
    expect(result).toMatchObject({
      pid: expect.any(Number),
      outcome: expect.any(String),
      signal: expect.stringMatching(/^SIG/),
      elapsedMs: expect.any(Number),
      message: expect.stringMatching(/\.$/),
    })
  }
  return { status, results: document.results, stderr }
}

const startKeyOf = (pid: number | undefined): string => {
  const { processes } = JSON.parse(run('ps', '--json').stdout)
  return processes.find((row: { pid: number }) => row.pid === pid).startKey
}

describe.runIf(process.platform !== 'win32')('forkscope kill', () => {
  it('says on a terminal what matches nothing below what it found, as it was written', () => {
    const child = start('sleep', '300')
    const line = '"$0" "$1" kill "$2" name:no-such-image --dry-run 2>&1'
    const args = ['-c', line, process.execPath, bin, String(child.pid)]
    const { stdout } = spawnSync('sh', args, { encoding: 'utf8', env: environment })
    expect(stdout).toMatch(/^ *PID .*\n.*get SIGTERM.*\nname:no-such-image matches nothing.*\n$/)
  })

  it('shows with --dry-run, signals without, and then finds nobody', async () => {
    const child = start('sleep', '300')
    const pid = String(child.pid)
    const plan = run('kill', pid, '--dry-run', '--json')
    expect(plan.status).toBe(0)
    expect(JSON.parse(plan.stdout)).toMatchObject({
      results: [],
      dryRun: true,
      targets: [{ pid: child.pid, name: 'sleep' }],
    })
    expect(run('kill', pid, '--dry-run').stdout).toContain('get SIGTERM')
    expect(isAlive(Number(pid))).toBe(true)
    const ended = once(child, 'exit')
    expect(kill(pid)).toMatchObject({
      status: 0,
      results: [{ pid: child.pid, startKey: expect.any(String), name: 'sleep', outcome: 'ended', signal: 'SIGTERM' }],
    })
    expect(await ended).toEqual([null, 'SIGTERM'])
    expect(kill(pid)).toMatchObject({ status: 1, results: [{ pid: child.pid, outcome: 'gone' }] })
    const told = run('kill', pid)
    expect(told.status).toBe(1)
    expect(told.stdout).toContain(`There is no process ${pid}`)
  })

  it('takes an identity, and sends nothing to another holder of the pid', () => {
    const child = start('sleep', '300')
    const startKey = startKeyOf(child.pid)
    expect(kill(`${child.pid}@${startKey}0`, '--force')).toMatchObject({ status: 1, results: [{ outcome: 'reused' }] })
    expect(isAlive(child.pid ?? 0)).toBe(true)
    expect(kill(`${child.pid}@${startKey}`)).toMatchObject({ status: 0, results: [{ outcome: 'ended' }] })
  })

  it('takes the exact name of an image', () => {
    const folder = mkdtempSync(join(tmpdir(), 'forkscope-kill-'))
    const image = `fs-${process.pid}`
    copyFileSync('/bin/sleep', join(folder, image))
    try {
      const two = [start(join(folder, image), '300'), start(join(folder, image), '300')]
      const part = kill(`name:${image.slice(0, -1)}`)
      expect(part).toMatchObject({
        status: 1,
        results: [],
        stderr: expect.stringContaining('no process has that name'),
      })
      const { status, results } = kill(`name:${image}`)
      expect(status).toBe(0)
      expect(new Set(results.map(({ pid }) => pid))).toEqual(new Set(two.map(({ pid }) => pid)))
      expect(results).toHaveLength(2)
      expect(results.every(({ outcome }) => outcome === 'ended')).toBe(true)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('takes who listens on a port', async () => {
    const code = 'const s = require("net").createServer().listen(0, "127.0.0.1", () => console.log(s.address().port))'
    const child = start(process.execPath, '-e', code)
    const [port] = await once(createInterface({ input: child.stdout ?? process.stdin }), 'line')
    expect(kill(`:${port}`)).toMatchObject({ status: 0, results: [{ pid: child.pid, outcome: 'ended' }] })
    expect(kill(`:${port}`)).toMatchObject({ status: 1, results: [], stderr: expect.stringContaining('listens') })
  })

  it('takes who hears on a port by UDP, and says so', async () => {
    const port = await freeUdpPort()
    const code = `require("dgram").createSocket("udp4").bind(${port}, () => console.log("ready"))`
    const child = start(process.execPath, '-e', code)
    await once(createInterface({ input: child.stdout ?? process.stdin }), 'line')
    const ports = [{ port, protocol: 'udp' }]
    expect(run('kill', `:${port}`, '--dry-run').stdout).toContain(`(:${port} UDP)`)
    expect(kill(`:${port}`)).toMatchObject({ status: 0, results: [{ pid: child.pid, outcome: 'ended', ports }] })
  })

  it('refuses itself and what it runs under, which listens here', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { status, results } = kill(`:${port}`, '--force')
    server.close()
    expect({ status, results }).toMatchObject({ status: 1, results: [{ outcome: 'refused', reason: 'ancestor' }] })
  })

  it('refuses pids 0 and 1 and tells that the rest was done', () => {
    const child = start('sleep', '300')
    const { status, results } = kill('0', '1', String(child.pid))
    const outcomes = new Map(results.map(({ pid, outcome }) => [pid, outcome]))
    expect(outcomes).toEqual(
      new Map([
        [0, 'refused'],
        [1, 'refused'],
        [child.pid, 'ended'],
      ]),
    )
    expect(status).toBe(1)
  })

  it('lifts a refusal with --even-critical', () => {
    const result = kill(String(process.ppid), '--signal', 'CONT', '--even-critical')
    expect(result).toMatchObject({ status: 0, results: [{ outcome: 'sent', signal: 'SIGCONT' }] })
    expect(kill(String(process.ppid), '--signal', 'CONT')).toMatchObject({ results: [{ reason: 'ancestor' }] })
  })

  it('is polite, forces after --grace, and at once with --force', async () => {
    const stubborn = 'trap "" TERM; echo ready; while :; do sleep 0.05; done'
    const first = String((await startReady(stubborn)).child.pid)
    expect(kill(first)).toMatchObject({ status: 0, results: [{ outcome: 'sent', signal: 'SIGTERM' }] })
    expect(kill(first, '--grace', '0.1')).toMatchObject({
      status: 0,
      results: [{ outcome: 'ended', signal: 'SIGKILL' }],
    })
    const second = String((await startReady(stubborn)).child.pid)
    expect(kill(second, '--force')).toMatchObject({ status: 0, results: [{ outcome: 'ended', signal: 'SIGKILL' }] })
  })

  it('sends any signal by name or number', () => {
    const pid = String(start('sleep', '300').pid)
    expect(kill(pid, '--signal', 'STOP')).toMatchObject({
      status: 0,
      results: [{ outcome: 'sent', signal: 'SIGSTOP' }],
    })
    expect(kill(pid, '--signal', '18')).toMatchObject({ status: 0 })
    expect(kill(pid, '--signal', 'sighup')).toMatchObject({ results: [{ outcome: 'ended', signal: 'SIGHUP' }] })
  })

  it('ends a tree', async () => {
    const { child, line } = await startReady('sh -c "sleep 300 & echo \\$!; wait" & wait')
    const { status, results } = kill(String(child.pid), '--tree', '--force')
    expect(status).toBe(0)
    expect(results).toHaveLength(3)
    expect(results.map(({ pid }) => pid)).toContain(Number(line))
    expect(isAlive(Number(line))).toBe(false)
  })

  it('says that a zombie has ended already, and who must wait for it', async () => {
    const { child, line } = await startReady('sleep 300 & echo $!; exec sleep 300')
    const parent = child.pid ?? 0
    // Until the shell has become sleep it would collect its child.
    while (spawnSync('ps', ['-o', 'comm=', '-p', String(parent)], { encoding: 'utf8' }).stdout.trim() !== 'sleep');
    process.kill(Number(line), 'SIGKILL')
    while (isAlive(Number(line)));
    expect(kill(line)).toMatchObject({ status: 1, results: [{ outcome: 'zombie', waitingOn: { pid: parent } }] })
  })

  it('does not send twice to a target named twice', () => {
    const pid = String(start('sleep', '300').pid)
    expect(kill(pid, pid, `${pid}@${startKeyOf(Number(pid))}`).results).toHaveLength(1)
  })

  it('stops waiting at Ctrl-C and forces nobody', async () => {
    const { child } = await startReady('trap "echo told" TERM; echo ready; while :; do sleep 0.02; done')
    const lines = createInterface({ input: child.stdout ?? process.stdin })
    const told = once(lines, 'line')
    const killing = startForkscope(['kill', String(child.pid), '--grace', '3000', '--json'])
    await told
    killing.child.kill('SIGINT')
    expect(await killing.ended).toEqual([130, null])
    expect(isAlive(child.pid ?? 0)).toBe(true)
  })
})

describe('the read-only setting', () => {
  it('keeps the command line from signalling too, and says so', () => {
    const folder = mkdtempSync(join(tmpdir(), 'forkscope-read-only-'))
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ readOnly: true }))
    const child = start('sleep', '300')
    const env = { ...environment, FORKSCOPE_SETTINGS_FOLDER: folder }
    const ask = (...more: readonly string[]) =>
      spawnSync(process.execPath, [bin, 'kill', String(child.pid), '--json', ...more], { encoding: 'utf8', env })
    try {
      for (const more of [[], ['--force'], ['--tree', '--force'], ['--even-critical']]) {
        const { status, stdout } = ask(...more)
        expect(status).toBe(1)
        expect(JSON.parse(stdout).results).toMatchObject([
          { pid: child.pid, outcome: 'refused', reason: 'read-only', message: expect.stringContaining('read-only') },
        ])
      }
      const plan = ask('--dry-run', '--even-critical')
      expect(plan.status).toBe(1)
      expect(JSON.parse(plan.stdout).targets).toMatchObject([{ pid: child.pid, refusal: 'read-only' }])
      const told = spawnSync(process.execPath, [bin, 'kill', String(child.pid), '--dry-run'], { encoding: 'utf8', env })
      expect(told.stdout).toContain('be refused (read-only)')
      expect(told.stdout).not.toContain('SIGTERM')
      for (const [what, ...program] of [
        ['no lesson', '16-zombie'],
        ['no program', '--', 'true'],
      ] as const) {
        const lab = spawnSync(process.execPath, [bin, 'lab', 'run', ...program], { encoding: 'utf8', env })
        expect(lab.stderr).toBe(`This Forkscope is read-only: ${what} can be run. Its settings turn that off.\n`)
        expect([lab.status, lab.stdout]).toEqual([1, ''])
      }
      expect(isAlive(child.pid ?? 0)).toBe(true)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('another user', () => {
  const nobody = 65_534
  const asNobody = ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups', process.execPath, bin]
  const canBe = process.getuid?.() === 0 && spawnSync('setpriv', [...asNobody, '--version']).status === 0

  it('is denied what is not its own, with the owner named, and nothing happens', (test) => {
    if (!canBe) return test.skip('Needs root and setpriv to act as another user.')
    const child = start('sleep', '300')
    const env = { ...environment, FORKSCOPE_SETTINGS_FOLDER: '/nonexistent' }
    const { status, stdout, stderr } = spawnSync(
      'setpriv',
      [...asNobody, 'kill', String(child.pid), '--force', '--json'],
      { encoding: 'utf8', env },
    )
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    const [result] = JSON.parse(stdout).results
    expect(result).toMatchObject({ pid: child.pid, outcome: 'denied', reason: 'not-permitted', signal: 'SIGKILL' })
    expect(result.message).toContain('root')
    expect(isAlive(child.pid ?? 0)).toBe(true)
  })
})
