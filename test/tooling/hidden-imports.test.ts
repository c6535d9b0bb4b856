import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { brokenLaws, hiddenImports } from '../../scripts/hidden-imports.mjs'
import { saidElsewhere } from '../../scripts/only-in.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** @returns a checkout with the project's rules and these sources */
function tree(sources: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-hidden-'))
  folders.push(folder)
  cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  for (const [path, text] of Object.entries({ 'src/shared/empty.ts': '', ...sources })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

describe('imports made while running', () => {
  it.each([
    ["const { app } = await import('electron')", ['electron']],
    ["await import(\n  /* @vite-ignore */ 'electron')", ['electron']],
    ['await import(`electron`)', ['electron']],
    ["createRequire(import.meta.url)('electron')", ['electron']],
    ["createRequire(join(folder, 'package.json'))('electron')", ['electron']],
    ["module.require('electron')", ['electron']],
    ["process.getBuiltinModule('node:fs')", ['node:fs']],
    ["// import('electron')\nconst address = 'https://example.org' /* require('ws') */", []],
    ["createRequire(import.meta.url).resolve('electron/package.json')", []],
  ])('%j: %j', (text, names) => {
    expect(hiddenImports(text)).toEqual({ names, unknown: [] })
  })

  it.each([
    'await import(name)',
    'await import(`../${name}.ts`)',
    "const load = createRequire(import.meta.url)\nload('electron')",
    "import { createRequire as make } from 'node:module'\nmake(import.meta.url)('electron')",
  ])('hide nothing behind a name: %j', (text) => {
    expect(hiddenImports(text).unknown).toHaveLength(1)
  })

  it('obey the layer law', () => {
    const sources = {
      'src/core/processes/a.ts': "export const app = await import('electron')",
      'src/core/processes/b.ts': "export const app = createRequire(import.meta.url)('electron')",
      'src/core/processes/c.ts': "export const lab = await import('../../lab/catalog.ts')",
      'src/core/processes/d.ts': 'export const any = (name: string) => import(name)',
      'src/shared/model/a.ts': "export const fs = process.getBuiltinModule('node:fs')",
      'src/lab/engine/a.ts': "export const lesson = await import('../lessons/16-zombie/lesson.ts')",
      'src/backend/a.ts': "export const web = await import('../web/start-web-host.ts')",
      'src/main/a.ts': "export const { shell } = await import('electron')",
      'src/preload/index.ts': "export const fs = require('node:fs')",
      'src/web/a.ts': "export const { app } = await import('electron')",
      'src/cli/a.ts': "export const core = await import('../core/processes/inspect.ts')",
      'src/renderer/src/app/a.ts': "export const core = await import('../../../core/processes/inspect.ts')",
      'src/renderer/src/features/lab/a.ts': "export const other = await import('../processes/x.ts')",
    }
    const broken = brokenLaws(tree(sources)).map((line) => line.split(':')[0])
    expect(broken).toHaveLength(Object.keys(sources).length)
    expect(new Set(broken)).toEqual(new Set(Object.keys(sources)))
  })

  it('may do what plain imports may', () => {
    const sources = {
      'src/core/platform/x.ts': "export const koffi = createRequire(import.meta.url)('koffi')",
      'src/backend/x.ts': "export const files = await import('../lab/lesson-files.ts')",
      'src/renderer/src/app/x.ts': "export const page = await import('../features/lab/lab-page.tsx')",
    }
    expect(brokenLaws(tree(sources))).toEqual([])
  })

  it('do so in this checkout', () => {
    expect(brokenLaws(root)).toEqual([])
  })
})

describe('what is said in one file or nowhere', () => {
  it.each([
    ['src/main/other.ts', 'const window = new BrowserWindow({})'],
    ['src/main/other.ts', 'const options = { webPreferences: { sandbox: false } }'],
    ['src/main/ipc-port.ts', 'void electron.shell.openExternal(address)'],
    ['src/main/menu.ts', 'await openPath(path)'],
    ['src/main/menu.ts', "import electron from 'electron'"],
    ['src/main/menu.ts', "import * as all from 'electron'"],
  ])('%s may not say %j', (path, text) => {
    expect(saidElsewhere(tree({ [path]: text }))).toEqual([expect.stringMatching(`${path}: Security: `)])
  })

  it('is said where it belongs', () => {
    const options = "import { BrowserWindow } from 'electron'\nnew BrowserWindow({ webPreferences: {} })"
    expect(saidElsewhere(tree({ 'src/main/window.ts': options }))).toEqual([])
    expect(saidElsewhere(root)).toEqual([])
  })
})

describe('npm run check', () => {
  it('asks both', async () => {
    const { steps } = await import('../../scripts/check.mjs')
    const scripts = steps.map(({ script }) => script)
    expect(scripts).toEqual(expect.arrayContaining(['scripts/hidden-imports.mjs', 'scripts/only-in.mjs']))
  })
})
