import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forkscope-layers-'))
  await cp(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** @returns whether the project's lint configuration accepts an import of `name` from `specifier` in `file` */
async function accepts(file: string, specifier: string, name = 'thing', law = 'Layer law'): Promise<boolean> {
  const path = join(folder, file)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `import { ${name} } from '${specifier}'\nexport const same = ${name}\n`)
  const run = promisify(execFile)(process.execPath, [oxlint, '-c', '.oxlintrc.json', file], { cwd: folder })
  const output = await run.then(
    () => '',
    (cause: { stdout?: string }) => cause.stdout ?? '',
  )
  await rm(path)
  if (output !== '' && !output.includes(law)) throw new Error(`Lint failed for another reason: ${output}`)
  return output === ''
}

const forbidden: readonly (readonly [file: string, specifier: string])[] = [
  ['src/shared/model/x.ts', 'node:fs'],
  ['src/shared/model/x.ts', 'fs'],
  ['src/shared/contract/x.ts', 'electron'],
  ['src/shared/model/x.ts', 'react'],
  ['src/shared/model/x.ts', '../../core/x.ts'],
  ['src/shared/model/x.ts', '../../lab/engine/x.ts'],
  ['src/shared/model/x.ts', '../../backend/x.ts'],
  ['src/core/processes/x.ts', 'electron'],
  ['src/core/processes/x.ts', 'react'],
  ['src/core/processes/x.ts', 'ws'],
  ['src/core/processes/x.ts', '../../lab/engine/x.ts'],
  ['src/core/x.ts', '../lab/catalog.ts'],
  ['src/core/processes/x.ts', '../../backend/x.ts'],
  ['src/core/processes/x.ts', '../../web/x.ts'],
  ['src/lab/catalog.ts', '../core/processes/x.ts'],
  ['src/lab/supervisor.ts', 'electron'],
  ['src/lab/engine/x.ts', '../../core/processes/x.ts'],
  ['src/lab/engine/x.ts', '../lessons/16-zombie/lesson.ts'],
  ['src/lab/engine/x.ts', '../catalog.ts'],
  ['src/lab/engine/x.ts', '../multiprocessing/index.ts'],
  ['src/lab/multiprocessing/x.ts', '../engine/x.ts'],
  ['src/lab/multiprocessing/x.ts', '../../core/x.ts'],
  ['src/lab/multiprocessing/x.ts', '../lessons/16-zombie/lesson.ts'],
  ['src/lab/lessons/16-zombie/x.ts', '../../engine/x.ts'],
  ['src/lab/lessons/16-zombie/x.ts', '../17-orphan/lesson.ts'],
  ['src/lab/lessons/16-zombie/x.ts', '../../../core/x.ts'],
  ['src/lab/lessons/16-zombie/x.ts', 'amqplib'],
  ['src/lab/lessons/40-rabbitmq/x.ts', 'ws'],
  ['src/lab/lessons/40-rabbitmq/x.ts', '../../engine/x.ts'],
  ['src/backend/x.ts', 'electron'],
  ['src/backend/x.ts', '../main/x.ts'],
  ['src/backend/x.ts', '../web/x.ts'],
  ['src/backend/x.ts', '../renderer/src/x.ts'],
  ['src/main/x.ts', '../web/x.ts'],
  ['src/main/x.ts', '../core/x.ts'],
  ['src/main/x.ts', '../lab/catalog.ts'],
  ['src/main/x.ts', 'react'],
  ['src/main/bounds.ts', 'electron'],
  ['src/preload/index.ts', 'node:fs'],
  ['src/preload/index.ts', '../backend/x.ts'],
  ['src/preload/index.ts', '../main/x.ts'],
  ['src/web/x.ts', '../main/x.ts'],
  ['src/web/x.ts', 'electron'],
  ['src/web/x.ts', '../core/x.ts'],
  ['src/cli/x.ts', 'electron'],
  ['src/cli/x.ts', '../main/x.ts'],
  ['src/cli/x.ts', '../core/x.ts'],
  ['src/renderer/src/app/x.ts', 'electron'],
  ['src/renderer/src/app/x.ts', 'node:fs'],
  ['src/renderer/src/app/x.ts', '../../../core/x.ts'],
  ['src/renderer/src/app/x.ts', '../../../lab/catalog.ts'],
  ['src/renderer/src/features/lab/x.ts', '../../../../lab/catalog.ts'],
  ['src/renderer/src/features/lab/x.ts', '../../../../backend/x.ts'],
  ['src/renderer/src/features/lab/x.ts', '../processes/x.ts'],
  ['src/renderer/src/features/processes/x.ts', '../lab/x.ts'],
  ['src/renderer/src/features/machine/x.ts', '../settings/x.ts'],
  ['src/renderer/src/features/settings/x.ts', '../machine/x.ts'],
]

const allowed: readonly (readonly [file: string, specifier: string])[] = [
  ['src/shared/contract/x.ts', 'zod'],
  ['src/shared/contract/x.ts', '@orpc/contract'],
  ['src/shared/query/x.ts', 're2js'],
  ['src/shared/contract/x.ts', './process.ts'],
  ['src/core/processes/x.ts', 'node:fs'],
  ['src/core/processes/x.ts', 'node:fs/promises'],
  ['src/core/processes/x.ts', '../platform/linux/source.ts'],
  ['src/core/processes/x.ts', '../../shared/contract/process.ts'],
  ['src/lab/catalog.ts', './lessons/16-zombie/lesson.ts'],
  ['src/lab/engine/x.ts', '../../shared/contract/lab.ts'],
  ['src/lab/lessons/16-zombie/x.ts', '../../multiprocessing/index.ts'],
  ['src/lab/lessons/40-rabbitmq/x.ts', 'amqplib'],
  ['src/lab/lessons/40-rabbitmq/x.ts', 'forkscope/multiprocessing'],
  ['src/backend/x.ts', '../core/processes/x.ts'],
  ['src/backend/x.ts', '../lab/engine/x.ts'],
  ['src/backend/x.ts', '@orpc/server/ws'],
  ['src/main/x.ts', 'electron'],
  ['src/main/x.ts', '../backend/x.ts'],
  ['src/web/x.ts', 'ws'],
  ['src/cli/x.ts', '../web/x.ts'],
  ['src/renderer/src/app/x.ts', '../features/lab/x.ts'],
  ['src/renderer/src/features/lab/x.ts', '../../../../shared/contract/lab.ts'],
  ['src/renderer/src/features/lab/x.ts', '../../../../shared/model/lesson.ts'],
  ['src/renderer/src/features/lab/x.ts', '../../components/x.ts'],
]

describe('the layer law', () => {
  it.each(forbidden)('%s may not import %s', async (file, specifier) => {
    expect(await accepts(file, specifier)).toBe(false)
  })
  it.each(allowed)('%s may import %s', async (file, specifier) => {
    expect(await accepts(file, specifier)).toBe(true)
  })
})

/** What would let a page's words open something outside, or reach the main process by another door. */
const dangers = ['shell', 'desktopCapturer', 'clipboard', 'webContents', 'ipcMain'] as const

describe('what no source may take from Electron', () => {
  it.each(dangers)('%s', async (name) => {
    expect(await accepts('src/main/menu.ts', 'electron', name, 'Security: ')).toBe(false)
    expect(await accepts('src/main/ipc-port.ts', 'electron', name, 'Security: ')).toBe(name === 'ipcMain')
  })
  it('but the rest of it, to the main process', async () => {
    expect(await accepts('src/main/menu.ts', 'electron', 'Menu', 'Security: ')).toBe(true)
  })
})
