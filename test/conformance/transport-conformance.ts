import { implement } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { contract } from '../../src/shared/contract/index.ts'
import type { Process, SampleInfo } from '../../src/shared/contract/process.ts'
import type { Client } from '../helpers/start-backend.ts'

const sample: SampleInfo = { source: 'procfs', costMs: 1, intervalMs: 1000, memoryUsedBytes: 1, memoryTotalBytes: 2 }
const rows: readonly Process[] = Array.from({ length: 2000 }, (_, index) => ({
  pid: index + 1,
  startKey: String(index),
  ppid: 0,
  name: `process ${index} ) 🐈`,
  state: 'sleeping',
}))

/** The contract's part that the cases need, over figures of the test's own; it counts the streams that are open. */
export function createTestRouter() {
  const os = implement(contract)
  const streams = { open: 0, changed: (): void => {} }
  const router = os.processes.router({
    list: os.processes.list.handler(() => ({ at: 1, processes: [...rows], sample })),
    watch: os.processes.watch.handler(async function* ({ signal }) {
      streams.open += 1
      try {
        yield { kind: 'snapshot' as const, at: 1, processes: [...rows], sample }
        for (let at = 2; !signal?.aborted; at += 1) {
          yield { kind: 'change' as const, at, started: [], ended: [], changed: [], sample }
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
      } finally {
        streams.open -= 1
        streams.changed()
      }
    }),
    commandLine: os.processes.commandLine.handler(({ input, errors }) => {
      if (input.pid === 404) throw errors.NOT_FOUND()
      return { command: [`${input.pid}`] }
    }),
    plan: os.processes.plan.handler(() => ({ targets: [], unmatched: [] })),
    signal: os.processes.signal.handler(({ errors }) => {
      throw errors.READ_ONLY()
    }),
    stopGrace: os.processes.stopGrace.handler(() => {}),
    untilEnded: os.processes.untilEnded.handler(() => ({})),
    findWindow: os.processes.findWindow.handler(() => ({ kind: 'unknown' as const })),
    scheduling: os.processes.scheduling.handler(() => ({ usableCpus: [] })),
    adjust: os.processes.adjust.handler(() => ({ results: [] })),
  })
  return { router: { processes: router }, streams }
}

export interface OpenedTransport {
  readonly client: Pick<Client, 'processes'>
  /** Breaks the connection as a closed page does. */
  readonly close: () => Promise<void>
  /**
   * Sends what no client would.
   * @returns who calls the same host next: the same client over the same connection, if that lives on
   */
  readonly sendGarbage: () => Promise<Pick<Client, 'processes'>>
}

/** What every transport must carry, stated once. */
export function describeTransport(
  name: string,
  open: (made: ReturnType<typeof createTestRouter>) => Promise<OpenedTransport>,
): void {
  describe(`the contract over ${name}`, () => {
    const connect = async () => {
      const made = createTestRouter()
      return { ...made, ...(await open(made)) }
    }

    it('answers a call with 2,000 rows', async () => {
      const { client, close } = await connect()
      const answer = await client.processes.list()
      expect(answer.processes).toEqual(rows)
      await close()
    })

    it('keeps a hundred calls at once apart', async () => {
      const { client, close } = await connect()
      const pids = Array.from({ length: 100 }, (_, index) => index)
      const answers = await Promise.all(pids.map((pid) => client.processes.commandLine({ pid, startKey: '1' })))
      expect(answers.map(({ command }) => command[0])).toEqual(pids.map(String))
      await close()
    })

    it('carries typed errors', async () => {
      const { client, close } = await connect()
      const missing = client.processes.commandLine({ pid: 404, startKey: '1' })
      await expect(missing).rejects.toMatchObject({ code: 'NOT_FOUND', defined: true })
      const signal = client.processes.signal({ targets: [{ pid: 9, startKey: '1' }], signal: 'TERM' })
      await expect(signal).rejects.toMatchObject({ code: 'READ_ONLY', defined: true })
      await close()
    })

    it('refuses bad input before it reaches a handler', async () => {
      const { client, close } = await connect()
      await expect(client.processes.commandLine({ pid: -1, startKey: '' })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      })
      await close()
    })

    it('streams, and ends the stream on the server when the client stops', async () => {
      const { client, close, streams } = await connect()
      const ended = new Promise<void>((resolve) => (streams.changed = resolve))
      const kinds: string[] = []
      for await (const event of await client.processes.watch()) {
        kinds.push(event.kind)
        if (kinds.length === 3) break
      }
      expect(kinds).toEqual(['snapshot', 'change', 'change'])
      await ended
      expect(streams.open).toBe(0)
      await close()
    })

    it('ends the stream on the server when the connection breaks', async () => {
      const { client, close, streams } = await connect()
      const ended = new Promise<void>((resolve) => (streams.changed = resolve))
      const stream = await client.processes.watch()
      expect((await stream.next()).done).toBe(false)
      await close()
      await ended
      expect(streams.open).toBe(0)
    })

    it('survives what is not a message', async () => {
      const { sendGarbage, close } = await connect()
      const client = await sendGarbage()
      expect((await client.processes.commandLine({ pid: 1, startKey: '1' })).command).toEqual(['1'])
      await close()
    })
  })
}
