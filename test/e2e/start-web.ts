import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface WebHostProcess {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** Starts `forkscope serve` with settings of its own. */
export async function startWeb(serveArguments: readonly string[]): Promise<WebHostProcess> {
  const settings = await mkdtemp(join(tmpdir(), 'forkscope-e2e-'))
  const host = spawn(process.execPath, [join(root, 'bin/forkscope.js'), 'serve', '--json', ...serveArguments], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, FORKSCOPE_SETTINGS_FOLDER: settings },
  })
  const [line] = await once(createInterface(host.stdout), 'line')
  const { url, pid } = JSON.parse(String(line))
  return {
    url,
    pid,
    async stop() {
      const ended = once(host, 'exit')
      host.kill('SIGTERM')
      await ended
      await rm(settings, { recursive: true, force: true })
    },
  }
}
