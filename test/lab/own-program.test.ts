import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import { choosePlatform } from '../../src/core/platform/choose-platform.ts'
import { bin, environment } from '../helpers/run-forkscope.ts'

const folder = mkdtempSync(join(tmpdir(), 'forkscope-own-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

interface Result {
  readonly status: number | null
  readonly stderr: string
  readonly events: readonly TraceEvent[]
  /** What was printed, by stream. */
  lines(stream?: 'stdout' | 'stderr'): readonly string[]
  of<K extends TraceEvent['kind']>(kind: K): readonly Extract<TraceEvent, { kind: K }>[]
}

function labRun(...args: readonly string[]): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'lab', 'run', '--json', ...args], {
    encoding: 'utf8',
    env: environment,
    cwd: folder,
    maxBuffer: 256 * 1024 * 1024,
  })
  const events: TraceEvent[] = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  const of = <K extends TraceEvent['kind']>(kind: K) =>
    events.filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind)
  const lines = (stream: 'stdout' | 'stderr' = 'stdout') =>
    of('output')
      .filter((line) => line.stream === stream)
      .map(({ text }) => text)
  return { status, stderr, events, of, lines }
}

beforeAll(() => {
  mkdirSync(join(folder, 'node_modules/some-package'), { recursive: true })
  write('node_modules/some-package/package.json', '{"name":"some-package","type":"module","exports":"./index.js"}')
  write('node_modules/some-package/index.js', 'export const packed = "from a package"\n')
  write('helper.ts', 'export const helped = (text: string): string => `helped ${text}`\n')
})

describe('a program in TypeScript', () => {
  const program = `import { Lock, main, Process, sleep } from 'forkscope/multiprocessing'
import { packed } from 'some-package'
import { helped } from './helper'
import { helped as again } from './helper.js'
enum Kind { A = 'a', B = 'b' }
namespace Numbers { export const one: number = 1 }
abstract class Base { constructor(protected readonly n: number) {} abstract get value(): number }
class Sum extends Base { get value(): number { return this.n + Numbers.one } }
export async function work(lock: Lock, kind: Kind): Promise<void> {
  await lock.with(() => sleep(0.01))
  console.log(helped(kind), again(kind), new Sum(41).value, packed)
}
export function fails(): void {
  const nothing: any = undefined
  nothing.property
}
main(import.meta, async () => {
  console.log('arguments', ...process.argv.slice(2))
  const worker = new Process({ target: work, args: [new Lock(), Kind.B] })
  await worker.start()
  await worker.join()
  const failing = new Process({ target: fails, name: 'failing' })
  await failing.start()
  await failing.join()
  process.exit(failing.exitCode === 1 ? 7 : 8)
})
`
  it('runs with all of the syntax, its packages, its arguments, and ends with its own status', () => {
    const result = labRun(write('program.ts', program), '--', 'one', '--two')
    expect(result.stderr).toBe('')
    expect(result.lines()).toEqual(['arguments one --two', 'helped b helped b 42 from a package'])
    expect(result.status).toBe(7)
    const errors = result.lines('stderr')
    expect(errors[0]).toBe('Process failing:')
    // The learner's own line and column, not those of what was made of it.
    expect(errors.join('\n')).toMatch(/TypeError: .*property.*\n\s+at fails \(.*program\.ts:15:11\)/)
    expect(result.of('lock').map(({ action }) => action)).toEqual(['request', 'acquire', 'release'])
    expect(result.of('report')).toMatchObject([{ leftBehind: 0, checks: [] }])
  })

  it('runs its guard also behind links', () => {
    write(
      'linked.ts',
      "import { main } from 'forkscope/multiprocessing'\nmain(import.meta, () => console.log('ran'))\n",
    )
    symlinkSync('linked.ts', join(folder, 'link.ts'))
    symlinkSync('.', join(folder, 'here'))
    expect([labRun('link.ts').lines(), labRun('here/linked.ts').lines()]).toEqual([['ran'], ['ran']])
  })

  it('has the decorators and class fields of the nearest tsconfig.json', () => {
    mkdirSync(join(folder, 'older/inner'), { recursive: true })
    write(
      'older/tsconfig.json',
      '{ // as tsc takes it\n "compilerOptions": { "experimentalDecorators": true, "useDefineForClassFields": false, }, }',
    )
    const text = `function told(target: object, key: string, at?: number | object) { console.log(typeof target, key, typeof at) }
class Base { constructor() { this.set() } set() {} }
class Derived extends Base { field?: number; override set() { this.field = 5 } @told work(@told x: number) { return x } }
console.log(new Derived().field)
`
    const result = labRun(write('older/inner/legacy.ts', text))
    expect(result.lines()).toEqual(['object work number', 'object work object', '5'])
    expect(labRun(write('standard.ts', text)).stderr).toMatch(/standard\.ts:3:\d+: .*"experimentalDecorators": true/)
  })

  it('has CommonJS modules: their names, and require in TypeScript', () => {
    write('older.cts', 'export const three: number = 3\nconst own = 4\nexport { own as four }\n')
    write('oldest.cjs', 'exports.five = () => 5\n')
    const text = `import { three } from './older.cts'
import { four } from './older.cjs'
import oldest = require('./oldest.cjs')
console.log(three, four, oldest.five())
throw new Error('here')
`
    const result = labRun(write('mixed.ts', text))
    expect(result.lines()).toEqual(['3 4 5'])
    expect(result.lines('stderr').join('\n')).toMatch(/Error: here\n\s+at .*mixed\.ts:5:7/)
  })

  it.each([
    ['passes-on.ts', "export { Shape } from './types'\n", /^If Shape is a type, .*export type \{ Shape \}/],
    [
      'requires.cjs',
      "require('forkscope/multiprocessing')\n",
      /^forkscope\/multiprocessing is an ES module.* import it/,
    ],
  ])('%s ends with a sentence that says what to write', (name, text, advice) => {
    write('types.ts', 'export interface Shape { x: number }\n')
    const result = labRun(write(name, text))
    expect(result.status).toBe(1)
    expect(result.lines('stderr').at(-1)).toMatch(advice)
  })

  it.each([
    ['broken.ts', 'const a = 1\nlet b: = 2\n', /does not compile: .*broken\.ts:2:8: Unexpected "="/],
    ['broken.js', 'const a = 1\nlet b = ;\n', /does not compile: .*broken\.js:2:9: Unexpected ";"/],
    ['broken.py', 'a = 1\nif a\n  print(a)\n', /does not compile: .*broken\.py:2:\d: expected ':'/],
    ['strange/m.ts', '', /does not compile: .*strange\/tsconfig\.json:1:\d+: /],
    ['absent.ts', undefined, /no file "absent\.ts"/],
    ['plain.txt', 'hello', /"plain\.txt" is not executable/],
  ])('%s is a usage error in one sentence', (name, text, message) => {
    mkdirSync(join(folder, 'strange'), { recursive: true })
    write('strange/tsconfig.json', '{ "compilerOptions": ')
    if (text !== undefined) write(name, text)
    const result = labRun(name)
    expect(result.status).toBe(2)
    expect(result.events).toEqual([])
    expect(result.stderr).toMatch(message)
    expect(result.stderr.trim().split('\n')).toHaveLength(1)
  })
})

it('a program in JavaScript without a guard runs too', () => {
  const result = labRun(write('plain.mjs', 'console.log("plain"); process.exitCode = 3\n'))
  expect(result.lines()).toEqual(['plain'])
  expect(result.status).toBe(3)
})

describe('any command', () => {
  it('is observed with all that it starts, however short-lived', () => {
    const result = labRun('--', 'sh', '-c', 'sh -c "exit 3"; sleep 0.6 & wait; echo done; echo bad >&2')
    expect(result.lines()).toEqual(['done'])
    expect(result.lines('stderr')).toEqual(['bad'])
    expect(result.status).toBe(0)
    const [main] = result.of('process-started').filter(({ role }) => role === 'main')
    const children = result.of('process-started').filter(({ role }) => role === 'child')
    expect(children.every(({ ppid }) => ppid === main?.pid)).toBe(true)
    expect(children.some(({ name }) => name === 'sleep')).toBe(true)
    const codes = result.of('process-exited').map(({ exitCode }) => exitCode)
    // Where the kernel tells nothing by itself, the shortest one may not have been seen.
    if (children.length === 2) expect(codes).toContain(3)
  })

  it('ends as its main process does: by a signal, 128 and its number', () => {
    const result = labRun('--', 'sh', '-c', 'kill -TERM $$')
    expect(result.status).toBe(143)
    expect(result.of('process-exited')).toMatchObject([{ exitSignal: 'SIGTERM' }])
  })

  it('a script with its interpreter in its first line', () => {
    const script = write('script', '#!/bin/sh\necho "script $1"\n')
    chmodSync(script, 0o755)
    expect(labRun(script, '--', 'x').lines()).toEqual(['script x'])
  })

  it('what cannot be executed is a usage error', () => {
    expect(labRun('--', 'no-such-command-at-all')).toMatchObject({ status: 2, events: [] })
  })

  it.skipIf(process.platform === 'win32')('what cannot be started for want of descriptors is told as that', () => {
    const hoard = write(
      'hoard.mjs',
      `import { closeSync, openSync } from 'node:fs'
import processes from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
const { spawn } = processes
processes.spawn = (...line) => {
  const taken = []
  try { for (;;) taken.push(openSync('/dev/null')) } catch {}
  try { return spawn(...line) } finally { taken.forEach(closeSync) }
}
if (process.argv.includes('--forkscope-role=supervisor')) syncBuiltinESMExports()
`,
    )
    const shell = `ulimit -n 512; exec "$0" "$@"`
    const { status, stdout, stderr } = spawnSync(
      'sh',
      ['-c', shell, process.execPath, bin, 'lab', 'run', '--', 'true'],
      {
        encoding: 'utf8',
        env: { ...environment, NODE_OPTIONS: `--import=${hoard}` },
      },
    )
    expect(status).toBe(1)
    expect(stderr).toBe('true could not be started: spawn true EMFILE.\n')
    expect(stdout).not.toContain('supervisor')
  })
})

/** Where the kernel refuses to tell, what is made and adopted between two looks is not seen. */
const queue = choosePlatform().openEvents()
queue?.close()
const hasNews = queue !== undefined

/** @returns what runs with this command line, whoever started it */
const running = (command: string): readonly string[] =>
  spawnSync('ps', ['-axo', 'stat=,args='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((row) => row.trim())
    .filter((row) => !row.startsWith('Z') && row.endsWith(` ${command}`))

describe('what a program leaves in the background', () => {
  it('is part of it: its words are heard, it is not ended, and its adoption is told', () => {
    const result = labRun('--', 'sh', '-c', '(sleep 0.6; echo late) & echo first')
    expect(result.status).toBe(0)
    expect(result.lines()).toEqual(['first', 'late'])
    expect(result.of('process-exited').filter(({ exitSignal }) => exitSignal !== undefined)).toEqual([])
    const main = result.of('process-started').find(({ role }) => role === 'main')?.pid
    expect(result.of('reparented').some(({ from }) => from === main)).toBe(true)
    expect(result.of('report')).toMatchObject([{ leftBehind: 0 }])
    expect(result.of('report')[0]).not.toHaveProperty('stopped')
  })

  const hidden = 'import subprocess; subprocess.run(["/bin/sh", "-c", "sleep 33.03 & exit 2"], env={})'
  it.skipIf(!hasNews).each([
    ['python3', '-c', hidden, 'sleep 33.03'],
    ['env', '-i', 'sh', '-c', '(setsid sleep 34.04 &); exit 0', 'sleep 34.04'],
    ['sh', '-c', 'env -i setsid sleep 31.04 & sleep .4', 'sleep 31.04'],
  ])('without the environment of the run it is ended with it all the same: %s %s', (...line) => {
    const left = line.at(-1) ?? ''
    const result = labRun('--seconds', '2', '--', ...line.slice(0, -1))
    expect(running(left)).toEqual([])
    expect(result.of('report')).toMatchObject([{ leftBehind: 0, stopped: 'time-limit' }])
    const sleeping = result.of('process-started').filter(({ name }) => name === 'sleep')
    const ended = result.of('process-exited').filter(({ exitSignal }) => exitSignal === 'SIGKILL')
    expect(sleeping.map(({ pid }) => pid)).toEqual(expect.arrayContaining(ended.map(({ pid }) => pid)))
    expect(ended).toHaveLength(1)
    expect(result.of('reparented').map(({ pid }) => pid)).toContain(ended[0]?.pid)
  })
})

it('a storm of lines stands before the end of who wrote it, and all in the order of their times', () => {
  const result = labRun('--', 'sh', '-c', 'seq 1 100000')
  const { events } = result
  expect(result.lines()).toHaveLength(100_000)
  const main = result.of('process-started').find(({ role }) => role === 'main')?.pid
  const end = events.findIndex((event) => event.kind === 'process-exited' && event.pid === main)
  expect(events.slice(end).filter(({ kind }) => kind === 'output')).toEqual([])
  expect(events.filter(({ t }, at) => t < (events[at - 1]?.t ?? 0))).toEqual([])
})

const hasPython = spawnSync('python3', ['--version']).status === 0
it.skipIf(!hasPython)("Python's own multiprocessing is seen as what it is", () => {
  const program = write(
    'program.py',
    `import multiprocessing, os, sys
def work(n):
    sys.exit(n)
if __name__ == '__main__':
    context = multiprocessing.get_context('fork')
    children = [context.Process(target=work, args=(n,)) for n in (0, 5)]
    for child in children: child.start()
    for child in children: child.join()
    print([child.exitcode for child in children], os.getpid())
`,
  )
  const result = labRun(program)
  expect(result.status).toBe(0)
  expect(result.lines()[0]).toMatch(/^\[0, 5\] \d+$/)
  expect(result.of('report')).toMatchObject([{ leftBehind: 0 }])
})

it('no folder of a run stays behind', () => {
  expect(existsSync(tmpdir())).toBe(true)
  const result = labRun(write('short.mjs', 'console.log(process.env.FORKSCOPE_RUN_FOLDER)\n'))
  const [runFolder = ''] = result.lines()
  expect(runFolder).toContain('forkscope-run-')
  expect(readdirSync(tmpdir())).not.toContain(runFolder.split('/').at(-1))
})
