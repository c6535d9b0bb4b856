import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

// A hang is what ends a test: on a machine with hundreds of busy processes each start takes seconds.
vi.setConfig({ testTimeout: 120_000 })

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'forkscope-types-'))

// A user's project in which the package is installed.
beforeAll(() => {
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/forkscope'))
  symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
})
afterAll(() => rmSync(folder, { recursive: true }))

const good = `
import { Process, Lock, RLock, Semaphore, Event, Condition, Barrier, Queue, JoinableQueue, SimpleQueue, Pipe, Empty,
  currentProcess, parentProcess, activeChildren, cpuCount, wait, sleep, sleepSync, main, type Connection,
  type ProcessOptions, type Sentinel } from 'forkscope/multiprocessing'

export async function task(name: string, seconds: number) {
  console.log(\`\${name} runs in \${process.pid}, child of \${process.ppid}\`)
  await sleep(seconds)
}
export async function all(lock: Lock, queue: Queue<{ n: number }>, end: Connection, barrier: Barrier, event: Event) {
  const held: boolean = await lock.acquire(true, 0.5)
  const five: number = await lock.with(() => 5)
  const { n }: { n: number } = await queue.get(true, 1)
  await queue.put({ n: n + five })
  await end.send([held, await end.recv(), await end.poll(undefined)])
  const index: number = await barrier.wait()
  const set: boolean = await event.wait(index)
  if (set) sleepSync(0)
}
export class Worker extends Process {
  constructor(readonly queue: JoinableQueue<string>) {
    super({ name: 'worker', daemon: true })
  }
  override async run(): Promise<void> {
    const item: string = await this.queue.get()
    console.log(item.length)
    await this.queue.taskDone()
  }
}
main(import.meta, async () => {
  const options: ProcessOptions = { target: task, args: ['child', 1], kwargs: { a: 1 }, name: 'worker', daemon: false }
  const p = new Process(options)
  await p.start()
  await p.join(1)
  const code: number | undefined = p.exitCode
  const [one, two] = Pipe(false)
  const ready: (Connection | Sentinel)[] = await wait([one, p.sentinel], 1)
  const condition = new Condition(new RLock())
  const last: string = await condition.waitFor(() => 'yes', 1)
  const value: number = await new Semaphore(2).getValue()
  await new SimpleQueue<number>().put(value)
  p.interrupt(); p.kill(); p.terminate(); p.close()
  console.log(code, two.writable, ready.length, last, cpuCount(), activeChildren().length, currentProcess().name,
    parentProcess()?.pid, String(p), new Empty() instanceof Error)
})
`

const wrong: Readonly<Record<string, string>> = {
  'an item of another type': `await new Queue<number>().put('text')`,
  'a text as maxsize': `new Queue('3')`,
  'arguments that are no array': `new Process({ target: () => {}, args: 5 })`,
  'a timeout that is no number': `await new Lock().acquire(true, '1')`,
  'what is internal': `console.log(new Lock().handle)`,
  'an option that does not exist': `new Process({ target: () => {}, nmae: 'x' })`,
}

async function compile(name: string, program: string, resolution: 'nodenext' | 'bundler'): Promise<string> {
  const file = join(folder, `${name}.mts`)
  writeFileSync(file, program)
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const module = resolution === 'nodenext' ? 'nodenext' : 'esnext'
  // Not skipLibCheck: the declarations themselves must be sound.
  const options = ['--strict', '--noEmit', '--target', 'es2023', '--module', module, '--moduleResolution', resolution]
  const args = [tsc, ...options, '--types', 'node', '--lib', 'es2023', file]
  const { stdout } = await run(process.execPath, args, { cwd: folder }).catch((error) => error)
  return stdout
}

it.each(['nodenext', 'bundler'] as const)("a user's program passes strict type checks, resolution %s", async (how) => {
  expect(await compile('good', good, how)).toBe('')
})

it('every mistake is found, and nothing else', async () => {
  const lines = Object.values(wrong)
  const program = `import { Lock, Process, Queue } from 'forkscope/multiprocessing'\n${lines.join('\n')}`
  const found = (await compile('wrong', program, 'nodenext')).matchAll(/^wrong\.mts\((\d+),\d+\): error/gm)
  expect([...found].map(([, line]) => Object.keys(wrong)[Number(line) - 2])).toEqual(Object.keys(wrong))
})

it('what the package exports is in folders that it packs', () => {
  const { files, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const exported: string[] = Object.values(exports['./multiprocessing'])
  expect(exported).toEqual(['./out/types/index.d.ts', './out/main/multiprocessing.js'])
  expect(files).toContain('out')
  for (const file of exported) expect(existsSync(join(root, file)), file).toBe(true)
})
