import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

const program = `
import { Lock, Process, Queue, currentProcess, main } from 'forkscope/multiprocessing'

export async function work(lock, queue) {
  await lock.with(() => queue.put(currentProcess().name))
}

main(import.meta, async () => {
  const [lock, queue] = [new Lock(), new Queue()]
  const child = new Process({ target: work, args: [lock, queue], name: 'worker' })
  await child.start()
  console.log(await queue.get())
  await child.join()
  console.log(child.exitCode)
})
`

describe('the package', () => {
  let folder = ''

  // Packed and unpacked as npm does it; what it depends on is only needed by the manager, not by a program.
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'forkscope-test-'))
    const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
      cwd: root,
    })
    const [{ filename }]: [{ filename: string }] = JSON.parse(stdout)
    const installed = join(folder, 'my-project/node_modules/forkscope')
    await mkdir(installed, { recursive: true })
    await run('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components=1'])
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true }))

  it('holds what is built, and no sources or tests', async () => {
    const installed = join(folder, 'my-project/node_modules/forkscope')
    const names = await readdir(installed)
    expect(names.toSorted()).toEqual(expect.arrayContaining(['README.md', 'bin', 'out', 'package.json']))
    expect(names).not.toContain('src')
    expect(names).not.toContain('test')
  })

  it('runs `node my.js` of a project that has installed it', async () => {
    const project = join(folder, 'my-project')
    await writeFile(join(project, 'package.json'), '{ "type": "module" }')
    await writeFile(join(project, 'my.js'), program)
    const { stdout, stderr } = await run(process.execPath, ['my.js'], { cwd: project })
    expect({ stdout, stderr }).toEqual({ stdout: 'worker\n0\n', stderr: '' })
  })

  it('runs a program from another working folder', async () => {
    const project = join(folder, 'my-project')
    await writeFile(join(project, 'own.mjs'), program)
    const { stdout } = await run(process.execPath, [join(project, 'own.mjs')], { cwd: folder })
    expect(stdout).toBe('worker\n0\n')
  })
})
