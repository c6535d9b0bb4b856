import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { choosePlatform } from '../../src/core/platform/choose-platform.ts'
import { bin, environment } from '../helpers/run-forkscope.ts'
import { labRun, write } from './own-run.ts'

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

it.skipIf(process.platform === 'win32')('a run whose supervisor is killed at once still has its beginning', () => {
  const result = labRun('--', 'sh', '-c', 'kill -9 $PPID; sleep 3')
  const { events } = result
  expect(events[0]).toMatchObject({ kind: 'run-started', lesson: 'sh' })
  expect(result.of('report')).toMatchObject([{ stopped: 'supervisor-lost', leftBehind: 0 }])
  expect(events.filter(({ t }, at) => t < (events[at - 1]?.t ?? 0))).toEqual([])
  if (!hasNews) return
  const mains = result.of('process-started').filter(({ role }) => role === 'main')
  expect(mains).toHaveLength(1)
  // Swept away, or gone before, finding nobody to read what it says of its child.
  const ended = result.of('process-exited').find(({ pid }) => pid === mains[0]?.pid)
  expect(ended?.exitSignal).toMatch(/^SIG(KILL|PIPE)$/)
})

describe('what a program leaves in the background', () => {
  it('is part of it: its words are heard, it is not ended, and its adoption is told', () => {
    const result = labRun('--', 'sh', '-c', '(sleep 2; echo late) & echo first')
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
    // On a busy machine Python alone may need two seconds.
    const result = labRun('--seconds', '5', '--', ...line.slice(0, -1))
    expect(running(left)).toEqual([])
    expect(result.of('report')).toMatchObject([{ leftBehind: 0, stopped: 'time-limit' }])
    // The undertaker stops all before it ends them: that is no deed of the program.
    expect(result.of('state').filter(({ state }) => state === 'stopped')).toEqual([])
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

it('what a program writes is told as it would stand in a terminal, whatever it writes it with', () => {
  const text = `import fs, { openSync, closeSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
process.stdout.write('68656c6c6f0a', 'hex')
const bytes = Buffer.from('中文\\n')
process.stdout.write(bytes.subarray(0, 2))
process.stderr.write('aside\\n')
process.stdout.write(bytes.subarray(2))
console.log('one')
fs.writeSync(1, 'two\\n')
console.log('three')
fs.writeSync(1, Buffer.from('..four\\n..'), 2, 5)
fs.writeSync(1, Buffer.from('..five'), { offset: 2 })
process.stdout.write(' goes on\\n', () => console.log('written'))
const file = join(process.env.FORKSCOPE_RUN_FOLDER, 'text')
const descriptor = openSync(file, 'w')
console.log(fs.writeSync(descriptor, 'abc'), fs.writeSync(2, 'äö\\n'))
closeSync(descriptor)
console.log(readFileSync(file, 'utf8'))
`
  const result = labRun(write('writes.ts', text))
  const expected = ['hello', '中文', 'one', 'two', 'three', 'four', 'five goes on', '3 5', 'abc', 'written']
  expect(result.lines()).toEqual(expected)
  expect(result.lines('stderr')).toEqual(['aside', 'äö'])
})

const endless = `for (let n = 1; ; n += 1) console.log(n)\n`
it.each([
  ['a command', ['--', 'seq', '1', '2000000000']],
  ['a program that never comes to its event loop', [write('endless.ts', endless)]],
])(
  '%s that writes without pause is heard until it is ended in time, and nothing of it is left out',
  (_what, line) => {
    const result = labRun('--seconds', '3', ...line)
    expect(result.of('report')).toMatchObject([{ leftBehind: 0, stopped: 'time-limit' }])
    const { elapsedMs } = result.of('report')[0] ?? { elapsedMs: Infinity }
    expect(elapsedMs).toBeLessThan(10_000)
    const lines = result.lines()
    expect(lines.length).toBeGreaterThan(1000)
    // The last one may be torn.
    expect(lines.slice(0, -1).findIndex((text, at) => text !== String(at + 1))).toBe(-1)
    expect(result.of('output').at(-1)?.t).toBeGreaterThan(2_000_000)
  },
  60_000,
)

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
