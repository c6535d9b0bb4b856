import { join } from 'node:path'
import { builtFiles } from '../backend/built-files.ts'
import { createBackend } from '../backend/create-backend.ts'
import { packageVersion } from '../backend/package-version.ts'
import { startWebHost } from './start-web-host.ts'

// The web host by itself, as `forkscope serve` starts it: `node out/main/web.js [PORT]`.
const folder = import.meta.dirname
const port = Number(process.argv[2] ?? 0)
const backend = await createBackend({ files: builtFiles(folder), version: packageVersion(folder) })
backend.prepare()
const host = await startWebHost({ backend, rendererFolder: join(folder, '../renderer'), port })
process.stdout.write(`Forkscope is at ${host.url}\n`)

const stop = async (): Promise<void> => {
  await host.stop()
  await backend.stop()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
