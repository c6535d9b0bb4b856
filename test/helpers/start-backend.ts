import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { builtFiles } from '../../src/backend/built-files.ts'
import { createBackend, type Backend } from '../../src/backend/create-backend.ts'
import type { contract } from '../../src/shared/contract/index.ts'

export const outMain = fileURLToPath(new URL('../../out/main', import.meta.url))
export type Client = ContractRouterClient<typeof contract>

export interface StartedBackend {
  readonly backend: Backend
  /** Talks to the backend as a renderer would: over a message channel. */
  readonly client: Client
  stop(): Promise<void>
}

/** Starts a backend with settings of its own, and a client of it. */
export async function startBackend(options: { readonly readOnly?: boolean } = {}): Promise<StartedBackend> {
  const settingsFolder = await mkdtemp(join(tmpdir(), 'forkscope-settings-'))
  const backend = await createBackend({ files: builtFiles(outMain), version: '0.0.0-test', settingsFolder, ...options })
  const { port1, port2 } = new MessageChannel()
  backend.connectPort(port1)
  port1.start()
  const client: Client = createORPCClient(new RPCLink({ port: port2 }))
  port2.start()
  return {
    backend,
    client,
    async stop() {
      port2.close()
      await backend.stop()
      await rm(settingsFolder, { recursive: true, force: true })
    },
  }
}
