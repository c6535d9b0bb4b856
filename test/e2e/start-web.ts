import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
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

/**
 * Starts `forkscope serve` with settings of its own.
 * @param uid the user who runs it, which root may choose
 * @param folder where its settings are; the test's own: it stays
 */
export async function startWeb(
  serveArguments: readonly string[],
  uid?: number,
  folder?: string,
): Promise<WebHostProcess> {
  const settings = folder ?? (await mkdtemp(join(tmpdir(), 'forkscope-e2e-')))
  if (uid !== undefined) await chown(settings, uid, uid)
  const host = spawn(process.execPath, [join(root, 'bin/forkscope.js'), 'serve', '--json', ...serveArguments], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, FORKSCOPE_SETTINGS_FOLDER: settings },
    ...(uid !== undefined && { uid, gid: uid }),
  })
  const [line] = await once(createInterface(host.stdout), 'line')
  const { url, pid } = JSON.parse(String(line))
  return {
    url,
    pid,
    async stop() {
      // A test may have ended it.
      if (host.exitCode === null && host.signalCode === null) {
        const ended = once(host, 'exit')
        host.kill('SIGTERM')
        await ended
      }
      if (folder === undefined) await rm(settings, { recursive: true, force: true })
    },
  }
}
