import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { aliveInGroup } from '../helpers/run-forkscope.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'forkscope-npm-'))
const env = {
  ...process.env,
  FORKSCOPE_SETTINGS_FOLDER: folder,
  // Neither installed nor to be had, whatever the network of the machine.
  ELECTRON_EXEC_PATH: '',
  ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'none'),
  ELECTRON_MIRROR: 'http://127.0.0.1:9/',
  electron_config_cache: join(folder, 'cache'),
  PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
}
// No browser is to open here.
for (const opener of ['xdg-open', 'open']) writeFileSync(join(folder, opener), '#!/bin/sh\n', { mode: 0o755 })
const started: ChildProcess[] = []

afterEach(() => {
  for (const { pid } of started.splice(0)) {
    if (pid !== undefined && aliveInGroup(pid).length > 0) process.kill(-pid, 'SIGKILL')
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a script of package.json as a person does, in a process group of its own, until it says where it is. */
async function startNpm(script: string) {
  const npm = spawn('npm', ['run', script], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  started.push(npm)
  let said = ''
  npm.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  for await (const line of createInterface({ input: npm.stdout })) {
    if (line.startsWith('Forkscope is at ')) return { npm, group: npm.pid ?? 0, said: () => said }
  }
  throw new Error(`npm run ${script} ended without saying where it is. ${said}`)
}

// npm passes some signals on, to its shell only; of SIGKILL it never hears.
describe.runIf(process.platform !== 'win32')('what npm started ends with npm', () => {
  vi.setConfig({ testTimeout: 60_000 })

  // Ctrl-C reaches the whole group; alone, SIGINT does not end npm either: its shell waits for what it runs.
  it.each([
    ['SIGTERM', 'npm'],
    ['SIGHUP', 'npm'],
    ['SIGKILL', 'npm'],
    ['SIGINT', 'group'],
  ] as const)('by %s for the %s', async (signal, whom) => {
    const { npm, group } = await startNpm('serve')
    expect(aliveInGroup(group).length).toBeGreaterThan(1)
    const ended = once(npm, 'exit')
    process.kill(whom === 'npm' ? group : -group, signal)
    await ended
    await expect.poll(() => aliveInGroup(group), { timeout: 10_000 }).toEqual([])
  })

  it('and npm start itself says in one sentence that it opens the browser', async () => {
    const { npm, group, said } = await startNpm('start')
    const why =
      process.getuid?.() === 0
        ? "Chromium's sandbox does not work for root, so Forkscope opens in the browser instead of a window."
        : "Electron's runtime is not installed and could not be downloaded, so Forkscope opens in the browser instead."
    expect(said().split('\n')).toContain(why)
    npm.kill('SIGTERM')
    await expect.poll(() => aliveInGroup(group), { timeout: 10_000 }).toEqual([])
  })
})
