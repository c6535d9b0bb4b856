import { describe, expect, it } from 'vitest'
import { describeApp } from '../../src/backend/describe-app.ts'
import { linuxSignalling } from '../../src/core/platform/linux/signalling.ts'
import { createProcessTable } from '../../src/core/processes/process-table.ts'
import { createSignaller } from '../../src/core/signals/create-signaller.ts'

describe('describeApp', () => {
  it('says when the check of the identity and the signal are two steps', async () => {
    const table = createProcessTable({})
    const platform = linuxSignalling(() => {
      throw new Error('koffi is not installed')
    })
    const signaller = createSignaller({ table, platform })
    const { capabilities } = describeApp({ version: '0.0.0', readOnly: false, table, signaller })
    expect(capabilities.atomicSignals).toBe(false)
    expect(capabilities.degraded).toEqual([...table.degraded, expect.stringMatching(/koffi.* two steps/)])
    await table.stop()
  })
})
