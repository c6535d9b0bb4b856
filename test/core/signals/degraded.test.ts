import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linuxSignalling } from '../../../src/core/platform/linux/signalling.ts'
import { bundleProgram, type BundledProgram } from '../../helpers/bundle-program.ts'

const pidfdOpen = '434'
const pidfdSendSignal = '424'

describe.runIf(process.platform === 'linux')('without pidfds', () => {
  let here: BundledProgram
  let bare: BundledProgram
  beforeAll(async () => {
    here = await bundleProgram('signalling-report', 'repository')
    bare = await bundleProgram('signalling-report', 'nowhere')
  })
  afterAll(() => {
    here.remove()
    bare.remove()
  })
  const report = (program: BundledProgram, ...calls: readonly string[]): unknown =>
    JSON.parse(execFileSync(process.execPath, [program.file, ...calls], { encoding: 'utf8' }))

  it('signals all the same where the kernel lacks pidfd_open, and says that two steps are two', () => {
    expect(report(here, pidfdOpen)).toEqual({
      atomic: false,
      degraded: [{ kind: 'two-steps-refused', call: 'pidfd_open', error: 'ENOSYS' }],
      outcome: 'ended',
      signal: 'SIGTERM',
    })
  })

  it('signals all the same where a sandbox forbids pidfd_send_signal', () => {
    expect(report(here, pidfdSendSignal)).toEqual({
      atomic: false,
      degraded: [{ kind: 'two-steps-refused', call: 'pidfd_send_signal', error: 'ENOSYS' }],
      outcome: 'ended',
      signal: 'SIGTERM',
    })
  })

  it('signals all the same where koffi is not installed', () => {
    expect(report(bare)).toEqual({
      atomic: false,
      degraded: [{ kind: 'two-steps-no-helper' }],
      outcome: 'ended',
      signal: 'SIGTERM',
    })
  })

  it('has nothing to say where nothing is missing', () => {
    expect(report(here)).toEqual({ atomic: true, degraded: [], outcome: 'ended', signal: 'SIGTERM' })
  })

  it('does not fail when koffi itself does', () => {
    const platform = linuxSignalling(() => {
      throw new Error('The module was compiled against a different Node.js version.')
    })
    expect(platform).toMatchObject({ atomic: false, degraded: [{ kind: 'two-steps-no-helper' }] })
    expect(platform.open(process.pid)?.hasEnded()).toBeUndefined()
  })
})
