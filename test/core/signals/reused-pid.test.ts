import { execFileSync, spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseSignalling } from '../../../src/core/platform/choose-signalling.ts'
import { bundleProgram, type BundledProgram } from '../../helpers/bundle-program.ts'

/** A pid namespace of the test's own, where pids can be chosen and nobody else is disturbed; as root or without. */
const namespaces = [[], ['--user', '--map-root-user']].map((more) => [
  ...more,
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
])
const choosesPids = ['sh', '-c', 'echo 100 > /proc/sys/kernel/ns_last_pid']
const namespace =
  process.platform === 'linux'
    ? namespaces.find((options) => spawnSync('unshare', [...options, ...choosesPids]).status === 0)
    : undefined

/** The fixture ends the new holder by SIGTERM: it ends by SIGKILL only when Forkscope's signal had reached it. */
describe('a pid that the system gave to another process', () => {
  let program: BundledProgram | undefined
  beforeAll(async () => {
    if (namespace !== undefined) program = await bundleProgram('reuse-pid', 'repository')
  })
  afterAll(() => program?.remove())

  const run = (way: 'pidfd' | 'pid'): unknown =>
    JSON.parse(
      execFileSync('unshare', [...(namespace ?? []), process.execPath, program?.file ?? '', way], { encoding: 'utf8' }),
    )

  it('is never signalled where the kernel holds the process', (test) => {
    if (namespace === undefined) test.skip('Needs a pid namespace (Linux, unshare), which this machine does not allow.')
    if (!chooseSignalling().atomic) test.skip('Needs pidfds, which this machine does not have.')
    expect(run('pidfd')).toEqual({
      before: { outcome: 'reused', holderEndedBy: 'SIGTERM' },
      between: { outcome: 'gone', holderEndedBy: 'SIGTERM' },
    })
  })

  it('is told from its former holder by the start stamp; only the last moment is open without pidfds', (test) => {
    if (namespace === undefined) test.skip('Needs a pid namespace (Linux, unshare), which this machine does not allow.')
    expect(run('pid')).toMatchObject({
      before: { outcome: 'reused', holderEndedBy: 'SIGTERM' },
      // What `degraded` warns of: check and signal are two steps, and this program steps between them.
      between: { holderEndedBy: 'SIGKILL' },
    })
  })
})

/** The whole proof: `npm run bench -- reused-pids`. */
const kills = Number(process.env['FORKSCOPE_REUSED_PIDS'] ?? 20)

describe(`${kills} kills at random moments while pids are given to others`, () => {
  it('hit nobody who was not meant', { timeout: 60_000 + kills * 1000 }, async (test) => {
    if (namespace === undefined) test.skip('Needs a pid namespace (Linux, unshare), which this machine does not allow.')
    if (!chooseSignalling().atomic) test.skip('Needs pidfds, which this machine does not have.')
    const program = await bundleProgram('reuse-many', 'repository')
    try {
      const args = [...(namespace ?? []), process.execPath, program.file, String(kills)]
      const told = JSON.parse(execFileSync('unshare', args, { encoding: 'utf8' }))
      if (kills > 100) process.stdout.write(`${JSON.stringify(told)}\n`)
      expect(told).toMatchObject({ reused: kills, wrong: 0, endings: { SIGTERM: kills } })
    } finally {
      program.remove()
    }
  })
})
