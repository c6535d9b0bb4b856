import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { facts, fieldsOfFact } from '../../../src/shared/contract/facts.ts'
import type { Process } from '../../../src/shared/contract/process.ts'
import { bundleProgram } from '../../helpers/bundle-program.ts'
import { bin, environment, run } from '../../helpers/run-forkscope.ts'
import { stops } from './live-table.ts'

const asRoot = process.platform === 'linux' && process.geteuid?.() === 0
const ordinary = ['--reuid=65534', '--regid=65534', '--clear-groups']
/** May be denied to an ordinary user. */
const guarded = [...fieldsOfFact.io, 'executable'] as const

function listed(text: string): ReadonlyMap<number, Process> {
  const { processes }: { processes: Process[] } = JSON.parse(text)
  return new Map(processes.map((row) => [row.pid, row]))
}

describe('an ordinary user', () => {
  it("sees others' processes with what is allowed: nothing denied is shown as 0", { timeout: 60_000 }, (context) => {
    if (!asRoot) context.skip('becoming another user needs root')
    const args = ['ps', '--json', '--facts', facts.join(',')]
    const { pid, status, stdout, stderr } = spawnSync('setpriv', [...ordinary, process.execPath, bin, ...args], {
      encoding: 'utf8',
      env: { ...environment, FORKSCOPE_SETTINGS_FOLDER: '/nonexistent/settings' },
      maxBuffer: 64 * 1024 * 1024,
    })
    if (status === 1 && /EACCES/.test(stderr)) context.skip('an ordinary user may not read this checkout')
    expect(stderr).toBe('')
    const theirs = listed(stdout)
    const asSeenByRoot = listed(run(...args).stdout)
    const self = theirs.get(process.pid)
    expect(self).toMatchObject({
      uid: 0,
      user: 'root',
      name: asSeenByRoot.get(process.pid)?.name,
      lastCpu: expect.any(Number),
    })
    expect(self?.command).toEqual(asSeenByRoot.get(process.pid)?.command)
    for (const field of guarded) {
      expect(self).not.toHaveProperty(field)
      expect(asSeenByRoot.get(process.pid)).toHaveProperty(field)
    }
    const own = theirs.get(pid)
    expect(own?.uid).toBe(65_534)
    for (const field of guarded) expect(own).toHaveProperty(field)
    // Everybody who was there for both is listed for both.
    const missing = [...asSeenByRoot.values()].filter(
      ({ pid, startedAt = 0 }) => startedAt < Date.now() - 60_000 && !theirs.has(pid),
    )
    expect(
      [...theirs.values()]
        .filter(({ kernel }) => kernel)
        .flatMap(({ rssBytes, descriptors }) => [rssBytes ?? [], descriptors ?? []].flat()),
    ).toEqual([])
    const alive = listed(run('ps', '--json').stdout)
    expect(missing.filter(({ pid }) => alive.has(pid))).toEqual([])
  })

  it('is told that the system hides others', async (context) => {
    if (!asRoot) context.skip('mounting procfs for another user needs root')
    const program = await bundleProgram('table-report', 'repository')
    stops.push(() => program.remove())
    chmodSync(dirname(program.file), 0o755)
    const script = `
mount -t proc -o hidepid=2 proc /proc || exit 97
setpriv ${ordinary.join(' ')} test -r "$1" || exit 98
exec setpriv ${ordinary.join(' ')} "$0" "$@"
`
    const namespaces = ['--mount', '--pid', '--fork', '--kill-child']
    const { status, stdout } = spawnSync(
      'unshare',
      [...namespaces, 'sh', '-c', script, process.execPath, program.file],
      {
        encoding: 'utf8',
      },
    )
    if (status === 97) context.skip('namespaces of our own are forbidden here')
    if (status === 98) context.skip('an ordinary user may not read this checkout')
    expect(JSON.parse(stdout)).toContainEqual({
      kind: 'hidden',
      root: '/proc',
      hidepid: expect.stringMatching(/^(?:2|invisible)$/),
    })
  })
})
