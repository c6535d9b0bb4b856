import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspectProcess } from '../../src/core/processes/inspect.ts'
import { startBackend, type StartedBackend } from '../helpers/start-backend.ts'

let started: StartedBackend
beforeAll(async () => {
  started = await startBackend({ readOnly: true })
})
afterAll(() => started.stop())

describe.runIf(process.platform === 'linux')('the details over the contract', () => {
  it('cover secrets of the environment until they are asked for, also read-only', async () => {
    const env = { API_TOKEN: 'do-not-show', GREETING: 'hello' }
    const child = spawn('/bin/sleep', ['600'], { stdio: 'ignore', env })
    try {
      await once(child, 'spawn')
      const pid = child.pid ?? 0
      const identity = { pid, startKey: (await inspectProcess(pid))?.startKey ?? '' }
      const { details } = started.client
      expect(await details.environment(identity)).toEqual({
        kind: 'told',
        value: {
          total: 2,
          items: [
            { name: 'API_TOKEN', value: '••••••', masked: true },
            { name: 'GREETING', value: 'hello' },
          ],
        },
      })
      const shown = await details.environment({ ...identity, secrets: 'shown' })
      expect(shown).toMatchObject({ value: { items: [{ value: 'do-not-show' }, { value: 'hello' }] } })
      expect(await details.files({ pid, startKey: 'another' })).toEqual({ kind: 'ended' })
    } finally {
      child.kill('SIGKILL')
    }
  })
})
