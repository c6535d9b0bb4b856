import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Runs a test file with a larger number than the suite has time for, and exits as it does.
 * @param file the test, from the root of the repository
 * @param variable the environment variable that holds the number
 * @param usual the number where the environment says none
 */
export function runTest(file, variable, usual) {
  const env = { ...process.env, [variable]: process.env[variable] ?? String(usual) }
  process.stdout.write(`${variable}=${env[variable]} ${file}\n`)
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const run = spawnSync(process.execPath, [vitest, 'run', file, '--reporter=verbose'], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  process.exitCode = run.status ?? 1
}
