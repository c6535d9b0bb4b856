import { describe, expect, it } from 'vitest'
import { livingProcesses, startKeyOf } from '../../../src/lab/engine/run-identity.ts'
import { python, withoutFirstThread } from '../../core/processes/live-table.ts'

describe.runIf(process.platform === 'linux')('the processes of a run that live', () => {
  it('are those, too, whose first thread has ended', async () => {
    const { pid } = await python(withoutFirstThread)
    const identity = { pid, startKey: startKeyOf(pid) ?? '' }
    expect(livingProcesses('no-run', [identity])).toEqual([identity])
  })
})
