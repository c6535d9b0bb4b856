import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, it, vi } from 'vitest'
import { builtFiles } from '../../src/backend/built-files.ts'
import { processEyes } from '../../src/core/processes/inspect.ts'
import { createLab } from '../../src/lab/engine/create-lab.ts'
import { makeRunFolder, runFolderOf } from '../../src/lab/engine/run-folder.ts'
import { bin, environment } from '../helpers/run-forkscope.ts'
import { outMain } from '../helpers/start-backend.ts'

const folder = mkdtempSync(join(tmpdir(), 'forkscope-folders-'))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const labRun = (temporary: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [bin, 'lab', 'run', ...args], {
    encoding: 'utf8',
    env: { ...environment, TMPDIR: temporary, TEMP: temporary },
  })

it.skipIf(process.platform === 'win32')(
  'a program runs where the temporary folder has a long name, and leaves nothing',
  () => {
    const long = join(folder, 'x'.repeat(100))
    mkdirSync(long)
    const program = join(folder, 'locks.ts')
    writeFileSync(
      program,
      `import { Lock, main } from 'forkscope/multiprocessing'
main(import.meta, async () => {
  const lock = new Lock()
  await lock.acquire()
  console.log(process.env.FORKSCOPE_RUN_FOLDER)
})`,
    )
    const { status, stdout, stderr } = labRun(long, program)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const [runFolder = ''] = /\/\S*forkscope-run-\w+/.exec(stdout) ?? []
    expect(dirname(runFolder)).toBe('/tmp')
    expect(readdirSync(long)).toEqual([])
    expect(() => statSync(runFolder)).toThrow('ENOENT')
  },
)

it.skipIf(process.platform === 'win32')('nobody else can enter a folder of a run, wherever it is', () => {
  for (const place of [folder, join(folder, 'y'.repeat(100))]) {
    const made = runFolderOf('12345678', place)
    makeRunFolder(made, spawn(process.execPath, ['--version']))
    expect(statSync(made).mode & 0o777).toBe(0o700)
    rmSync(made, { recursive: true })
  }
})

it.each([['16-zombie'], ['--', process.execPath, '--version']])(
  'a temporary folder that is not there is a sentence: %s',
  (...line) => {
    const { status, stdout, stderr } = labRun(join(folder, 'absent'), ...line)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^Nothing can be kept in the temporary folder ".*absent" \(ENOENT\); .*TMPDIR.*\n$/)
  },
)

it.runIf(process.platform === 'linux')('a command line as long as the system takes it is run', () => {
  const { status, stdout } = labRun(
    folder,
    '--',
    'printf',
    '%.5s\n',
    ...Array.from({ length: 30_000 }, (_, n) => `${n}`),
  )
  expect(status).toBe(0)
  expect(stdout).toContain('29999')
})

it.runIf(process.platform === 'linux')('one that is longer cannot be started, and nothing of it stays', async () => {
  const temporary = join(folder, 'own')
  mkdirSync(temporary)
  vi.stubEnv('TMPDIR', temporary)
  const lab = createLab({ lessons: [], files: builtFiles(outMain), eyes: processEyes, onProcess: () => {} })
  const run = lab.startProgram('true', { kind: 'command', command: 'true', args: ['x'.repeat(200_000)] })
  await run.finished
  expect(run.notStarted).toBe('spawn E2BIG')
  expect(readdirSync(temporary)).toEqual([])
})

it.skipIf(process.platform === 'win32')(
  'a backend that is killed as soon as its run has a folder leaves none',
  async () => {
    const place = join(folder, 'killed')
    mkdirSync(place)
    const backend = spawn(process.execPath, [bin, 'lab', 'run', '--', 'sleep', '5'], {
      stdio: 'ignore',
      env: { ...environment, TMPDIR: place },
    })
    const ended = once(backend, 'exit')
    while (readdirSync(place).length === 0 && backend.exitCode === null) await delay(1)
    backend.kill('SIGKILL')
    await ended
    await expect.poll(() => readdirSync(place)).toEqual([])
  },
)
