import { execFile, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { firstLoad } from '../../scripts/first-load.mjs'

const run = promisify(execFile)

const root = fileURLToPath(new URL('../..', import.meta.url))
const out = join(root, 'out')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

// `main` is started by every desktop test.
describe('the built files', () => {
  it('pass node --check, each of them', { timeout: 180_000 }, async () => {
    const scripts = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.c?js$/.test(name))
    expect(scripts).toEqual(
      expect.arrayContaining(['main/index.js', 'main/web.js', 'main/cli.js', 'preload/index.cjs']),
    )
    const left = [...scripts]
    const failures: string[] = []
    const checkSome = async (): Promise<void> => {
      for (let name = left.pop(); name !== undefined; name = left.pop()) {
        await run(process.execPath, ['--check', join(out, name)]).catch((cause: unknown) =>
          failures.push(String(cause)),
        )
      }
    }
    await Promise.all(Array.from({ length: availableParallelism() }, checkSome))
    expect(failures).toEqual([])
  })

  it('are looked through by the build, which prints the first load and holds its limit', () => {
    const flags = ['--experimental-vm-modules', '--no-warnings']
    const check = spawnSync(process.execPath, [...flags, join(root, 'scripts/check-bundles.mjs')], { encoding: 'utf8' })
    expect(check.stderr).toBe('')
    expect(check.stdout).toMatch(/^first load: \d+ kB gzip in [2-9]\d* files \(limit 350 kB\)\n$/)
    expect(check.status).toBe(0)
  })

  it('would be refused when one does not parse, or is too large', () => {
    const broken = mkdtempSync(join(tmpdir(), 'forkscope-out-'))
    mkdirSync(join(broken, 'scripts'))
    mkdirSync(join(broken, 'out/renderer'), { recursive: true })
    for (const name of ['check-bundles.mjs', 'first-load.mjs']) {
      copyFileSync(join(root, 'scripts', name), join(broken, 'scripts', name))
    }
    writeFileSync(join(broken, 'out/renderer/index.html'), '<script type="module" src="./large.js"></script>')
    writeFileSync(join(broken, 'out/renderer/large.js'), `// ${randomBytes(400 * 1024).toString('hex')}`)
    writeFileSync(join(broken, 'out/twice.js'), 'const one = 1; const one = 2')
    writeFileSync(join(broken, 'out/module.cjs'), 'import "x"')
    const flags = ['--experimental-vm-modules', '--no-warnings']
    const check = spawnSync(process.execPath, [...flags, join(broken, 'scripts/check-bundles.mjs')], {
      encoding: 'utf8',
    })
    rmSync(broken, { recursive: true, force: true })
    expect(check.status).toBe(1)
    expect(check.stderr).toMatch(/do not parse: (?:module\.cjs, twice\.js|twice\.js, module\.cjs)\n/)
    expect(check.stderr).toContain('first load exceeds 350 kB')
  })

  it('leave lab, charts and editor out of the first load', () => {
    const contents = firstLoad(out).map((file) => readFileSync(file, 'utf8'))
    // Names that the libraries give their elements, and the bundles keep.
    const all = readdirSync(join(out, 'renderer/assets'))
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join(out, 'renderer/assets', name), 'utf8'))
    for (const lazy of ['u-legend', 'cm-editor', 'lab-page', 'run-processes']) {
      expect({ lazy, built: all.some((text) => text.includes(lazy)) }).toEqual({ lazy, built: true })
    }
    for (const lazy of ['u-legend', 'cm-editor', 'run-processes']) {
      expect({ lazy, atFirst: contents.some((text) => text.includes(lazy)) }).toEqual({ lazy, atFirst: false })
    }
    expect(contents.some((text) => /import\([`"']\.\/lab-page-[\w-]+\.js[`"']\)/.test(text))).toBe(true)
  })

  it('start as the command line', () => {
    const cli = spawnSync(process.execPath, [join(out, 'main/cli.js'), '--version'], { encoding: 'utf8' })
    expect(cli.stdout.trim()).toBe(version)
    expect(cli.status).toBe(0)
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
