import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const bin = fileURLToPath(new URL('../../bin/forkscope.js', import.meta.url))
const run = (...args: readonly string[]) => spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8' })

describe('forkscope', () => {
  it.each([
    [['ps', '--jsn'], '--json'],
    [['ps', '--sort', 'cpuu'], 'cpu'],
    [['ps', '--query', 'cpu > 5'], 'cannot do yet'],
    [['kil'], 'kill'],
    [['kill'], 'target'],
    [['kill', 'x y'], 'pid@startKey'],
    [['kill', '999999', '--signal', 'SIGTREM'], 'SIGTERM'],
    [['serve', '--port', '99999'], '65535'],
    [['lab'], 'list'],
    [['lab', 'run', '16-zombi'], '16-zombie'],
    [['lab', 'run', 'program.py'], 'later version'],
    [['lab', 'run', '--', 'ls'], 'later version'],
  ])('%j is a usage error in one sentence', (args, hint) => {
    const { status, stdout, stderr } = run(...args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(hint)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('lists this very process as JSON', () => {
    const { status, stdout } = run('ps', '--json')
    expect(status).toBe(0)
    const { processes } = JSON.parse(stdout)
    expect(processes).toContainEqual(expect.objectContaining({ pid: process.pid, ppid: process.ppid }))
  })

  it('ends a process that a dry run left alone', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log(1)'])
    await once(createInterface({ input: child.stdout }), 'line')
    const pid = String(child.pid)
    expect(run('kill', pid, '--dry-run').status).toBe(0)
    expect(child.exitCode ?? child.signalCode).toBeNull()
    const exited = once(child, 'exit')
    const { status, stdout } = run('kill', pid, '--force', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout).results).toMatchObject([{ pid: child.pid, outcome: 'ended' }])
    await exited
    const again = run('kill', pid, '--json')
    expect(again.status).toBe(1)
    expect(JSON.parse(again.stdout).results).toMatchObject([{ pid: child.pid, outcome: 'gone' }])
  })

  it('serves until SIGTERM', async () => {
    const child = spawn(process.execPath, [bin, 'serve'])
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    expect(line).toMatch(/^Forkscope is at http:\/\/127\.0\.0\.1:\d+\/#token=\S+$/)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})
