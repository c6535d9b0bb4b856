import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const out = join(root, 'out')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

// `main` is started by every desktop test.
describe('the built files', () => {
  // One process of Node for each file.
  it('parse, and the first load keeps its limit', { timeout: 180_000 }, () => {
    const check = spawnSync(process.execPath, [join(root, 'scripts/check-bundles.mjs')], { encoding: 'utf8' })
    expect(check.stderr).toBe('')
    expect(check.stdout).toMatch(/^first load: \d+ kB gzip in [2-9]\d* files \(limit 350 kB\)\n$/)
    expect(check.status).toBe(0)
  })

  it('leave the lab out of the first load', () => {
    const page = readFileSync(join(out, 'renderer/index.html'), 'utf8')
    expect(page).not.toContain('lab-page')
    const [entry = ''] = /assets\/index-[\w-]+\.js/.exec(page) ?? []
    expect(readFileSync(join(out, 'renderer', entry), 'utf8')).toMatch(/import\([`"']\.\/lab-page-[\w-]+\.js[`"']\)/)
  })

  it('start as the command line', () => {
    const run = spawnSync(process.execPath, [join(out, 'main/cli.js'), '--version'], { encoding: 'utf8' })
    expect(run.stdout.trim()).toBe(version)
    expect(run.status).toBe(0)
  })

  it('start as the web host, which ends when told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'forkscope-bundle-'))
    const host = spawn(process.execPath, [join(out, 'main/web.js')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, FORKSCOPE_SETTINGS_FOLDER: folder },
    })
    const [line] = await once(createInterface(host.stdout), 'line')
    expect(String(line)).toMatch(/^Forkscope is at http:\/\/127\.0\.0\.1:\d+\//)
    const ended = once(host, 'exit')
    host.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    rmSync(folder, { recursive: true, force: true })
  })
})
