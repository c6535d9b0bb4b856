import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { environment } from '../helpers/run-forkscope.ts'

// docs/lessons.md promises: one folder and one line. Tried on a copy of the project.
const root = fileURLToPath(new URL('../..', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'forkscope-copy-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

it('takes one folder and one line', { timeout: 240_000 }, () => {
  for (const name of [
    'src',
    'bin',
    'scripts',
    'resources',
    'package.json',
    'tsconfig.base.json',
    'electron.vite.config.ts',
  ]) {
    cpSync(join(root, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  cpSync(join(root, 'test/fixtures/lessons/99-hello'), join(copy, 'src/lab/lessons/99-hello'), { recursive: true })
  const catalog = join(copy, 'src/lab/catalog.ts')
  const text = readFileSync(catalog, 'utf8')
  const withEntry = text.replace(/\]\s*$/, ', hello]\n').replace(/,\s*, hello\]/, ', hello]')
  writeFileSync(catalog, `import { hello } from './lessons/99-hello/lesson.ts'\n${withEntry}`)

  const forkscope = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(copy, 'bin/forkscope.js'), 'lab', ...args], {
      encoding: 'utf8',
      env: environment,
    })
  const build = spawnSync(process.execPath, [join(copy, 'scripts/build-if-needed.mjs')], { encoding: 'utf8' })
  expect(build.status, build.stderr).toBe(0)

  expect(forkscope('list').stdout).toContain('99-hello')
  expect(forkscope('run', '99-hello').status).toBe(0)
  expect(forkscope('run', '99-hello', '--param', 'silent=1').status).toBe(1)
})
