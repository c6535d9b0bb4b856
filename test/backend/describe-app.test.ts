import { describe, expect, it } from 'vitest'
import { describeApp } from '../../src/backend/describe-app.ts'
import { linuxSignalling } from '../../src/core/platform/linux/signalling.ts'
import { createWindowFinder } from '../../src/core/processes/find-window.ts'
import { createProcessTable } from '../../src/core/processes/process-table.ts'
import { createSignaller } from '../../src/core/signals/create-signaller.ts'
import { createTuner } from '../../src/core/tuning/create-tuner.ts'

describe('describeApp', () => {
  it('says when the check of the identity and the signal are two steps', async () => {
    const table = createProcessTable({})
    const platform = linuxSignalling(() => {
      throw new Error('koffi is not installed')
    })
    const signaller = createSignaller({ table, platform })
    const tuner = createTuner()
    const windows = createWindowFinder({ picking: { lack: 'no-display' } })
    const parts = { table, signaller, tuner, windows }
    const { capabilities } = describeApp({ version: '0.0.0', readOnly: false, tray: false, ...parts })
    expect(capabilities.atomicSignals).toBe(false)
    expect(capabilities.degraded).toEqual([...table.degraded, { kind: 'two-steps-no-helper' }])
    expect(capabilities.findWindow).toBe('no-display')
    await table.stop()
  })
})
