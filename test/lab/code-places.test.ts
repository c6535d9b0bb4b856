import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { builtFiles } from '../../src/backend/built-files.ts'
import { processEyes } from '../../src/core/processes/inspect.ts'
import { lessons } from '../../src/lab/catalog.ts'
import { CodePlaces } from '../../src/lab/code-places.ts'
import { createLab } from '../../src/lab/engine/create-lab.ts'
import { patienceMs } from '../../src/lab/engine/family.ts'
import type { LabRun } from '../../src/lab/engine/lab-run.ts'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import { outMain } from '../helpers/start-backend.ts'

const folder = mkdtempSync(join(tmpdir(), 'forkscope-places-'))
const lab = createLab({ lessons, files: builtFiles(outMain), eyes: processEyes, onProcess: () => {} })
afterAll(async () => {
  await lab.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function eventsOf(run: LabRun): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = []
  for await (const event of run.watch(new AbortController().signal)) events.push(event)
  return events
}

/** @returns what each event did beside the text of the line that it says it came from */
function linesOf(events: readonly TraceEvent[], sources: Readonly<Record<string, string>>): readonly string[] {
  return events.flatMap((event) => {
    if (!('code' in event) || event.code === undefined) return []
    const { file, line } = event.code
    const what = 'action' in event ? event.action : event.kind === 'mark' ? event.label : event.kind
    return `${what} @ ${sources[file]?.split('\n')[line - 1]?.trim()}`
  })
}

const program = `import { Lock, Process, Queue, main, mark, sleep } from 'forkscope/multiprocessing'
interface Given { readonly one: number }

export async function work(lock: Lock, queue: Queue<number>): Promise<void> {
  const given: Given = { one: 1 }
  await lock.with(async () => {
    mark('inside', given.one)
  })
  console.log('out again')
  await queue.put(1)
  await queue.put(2)
  for (;;) await sleep(1)
}

main(import.meta, async () => {
  const [lock, queue] = [new Lock(), new Queue<number>()]
  const child = new Process({ target: work, args: [lock, queue] })
  await child.start()
  await queue.get()
  await queue.get()
  // One that has ended is not waited for.
  const joined = child.join()
  child.terminate()
  await joined
})
`

/** Its child is ended when the file appears that it is told of; then a second one does. */
const lateProgram = `import { existsSync, writeFileSync } from 'node:fs'
import { Process, main, sleep } from 'forkscope/multiprocessing'

export async function work() {
  console.log('here')
  for (;;) await sleep(1)
}

main(import.meta, async () => {
  const go = process.argv[2]
  const child = new Process({ target: work })
  await child.start()
  while (!existsSync(go)) await sleep(0.01)
  child.terminate()
  while (child.isAlive()) await sleep(0.01)
  writeFileSync(go + '.ended', '')
})
`

describe('the line that an event came from', () => {
  it("is the learner's own, in TypeScript, through every call of the runtime", async () => {
    // As it is called, not as the URL in a source map has it.
    const name = 'my prögram #1 %41.ts'
    const file = join(folder, name)
    writeFileSync(file, program)
    const events = await eventsOf(lab.startProgram(name, { kind: 'module', file, args: [] }))
    const lines = linesOf(events, { [name]: program })
    expect(lines).toEqual(
      expect.arrayContaining([
        'process-started @ await child.start()',
        'request @ await lock.with(async () => {',
        'acquire @ await lock.with(async () => {',
        "inside @ mark('inside', given.one)",
        'release @ await lock.with(async () => {',
        "output @ console.log('out again')",
        'put @ await queue.put(1)',
        'put @ await queue.put(2)',
        'get @ await queue.get()',
        'signal-sent @ child.terminate()',
        'joining @ const joined = child.join()',
        'joined @ const joined = child.join()',
      ]),
    )
    expect(lines.filter((line) => line.startsWith('put'))).toHaveLength(2)
  })

  it('is that of the lesson as it is shown, not as it was built', async () => {
    const lesson = '21-alive-terminate-name'
    const parameters = lessons.find(({ id }) => id === lesson)?.fastest ?? {}
    const events = await eventsOf(await lab.start({ lesson, parameters, locale: 'en' }))
    const read = (name: string) =>
      readFileSync(join(import.meta.dirname, '../../src/lab/lessons', lesson, name), 'utf8')
    const lines = linesOf(events, { 'scenario.ts': read('scenario.ts'), 'targets.ts': read('targets.ts') })
    const only = (what: string) => lines.filter((line) => line.startsWith(`${what} @`))
    for (const [what, call] of [
      ['process-started', '.start()'],
      ['signal-sent', '.terminate()'],
      ['joining', '.join()'],
    ] as const) {
      expect(only(what)).not.toEqual([])
      for (const line of only(what)) expect(line).toContain(call)
    }
  })

  it('is unknown for code whose source map is not there, and its own where there is none', () => {
    const places = new CodePlaces()
    const [mapped, plain] = [join(folder, 'mapped.js'), join(folder, 'plain.mjs')]
    writeFileSync(mapped, 'mark()\n//# sourceMappingURL=gone.js.map')
    writeFileSync(plain, 'mark()\n')
    const at = { line: 1, column: 1 }
    expect(places.placeOf({ file: pathToFileURL(mapped).href, ...at })).toBeUndefined()
    expect(places.placeOf({ file: pathToFileURL(plain).href, ...at })).toEqual({ file: 'plain.mjs', line: 1 })
    expect(places.placeOf({ file: join(folder, 'absent.js'), ...at })).toBeUndefined()
  })

  it('has the name of a file that a tool wrote into its source map without encoding it', () => {
    const map = { version: 3, sources: ['100%.ts'], names: [], mappings: 'AAAA' }
    const data = Buffer.from(JSON.stringify(map)).toString('base64')
    const places = new CodePlaces()
    places.learn('whole.js', `mark()\n//# sourceMappingURL=data:application/json;base64,${data}\n`)
    expect(places.placeOf({ file: 'whole.js', line: 1, column: 1 })).toEqual({ file: '100%.ts', line: 1 })
  })

  it('is unknown for what a bundler added, and for an address that is no file here', () => {
    const places = new CodePlaces()
    const bundled = join(folder, 'bundled.js')
    // A segment with a column and nothing else: it comes from no source.
    const map = { version: 3, sources: ['a.ts'], names: [], mappings: 'A,SAAS' }
    const data = Buffer.from(JSON.stringify(map)).toString('base64')
    writeFileSync(bundled, `mark()\n//# sourceMappingURL=data:application/json;base64,${data}\n`)
    const at = { line: 1, column: 1 }
    expect(places.placeOf({ file: bundled, ...at })).toBeUndefined()
    expect(places.placeOf({ file: 'file://elsewhere/%2Fa.js', ...at })).toBeUndefined()
  })

  it('of code that eval runs is that of the call of eval, and the program goes on', async () => {
    const code = `import { main } from 'forkscope/multiprocessing'
main(import.meta, () => {
  eval('console.log("from eval")')
  new Function('console.log("from a function")')()
})
`
    const file = join(folder, 'eval.mjs')
    writeFileSync(file, code)
    const events = await eventsOf(lab.startProgram('eval.mjs', { kind: 'module', file, args: [] }))
    expect(linesOf(events, { 'eval.mjs': code }).filter((line) => line.startsWith('output'))).toEqual([
      `output @ eval('console.log("from eval")')`,
      `output @ new Function('console.log("from a function")')()`,
    ])
    expect(events).toContainEqual(expect.objectContaining({ kind: 'output', text: 'from eval' }))
  })
})

it('a signal that a program sends stands on the timeline before what it does, with whom it was sent to', async () => {
  const events = await eventsOf(await lab.start({ lesson: '27-daemon', parameters: {}, locale: 'en' }))
  const daemons = events.filter((event) => event.kind === 'process-started').filter(({ daemon }) => daemon)
  expect(daemons).not.toEqual([])
  for (const { pid } of daemons) {
    const sent = events.findIndex(
      (event) => event.kind === 'mark' && event.label === 'signal-sent' && event.pid === pid,
    )
    const exited = events.findIndex((event) => event.kind === 'process-exited' && event.pid === pid)
    const started = events.findIndex((event) => event.kind === 'process-started' && event.pid === pid)
    expect(events[sent]).toMatchObject({ value: 'SIGTERM' })
    expect(exited).toBeGreaterThan(sent)
    expect(sent).toBeGreaterThan(started)
  }
})

it.skipIf(process.platform === 'win32')('so it does for a supervisor that reads of it long after', async () => {
  const file = join(folder, 'late.mjs')
  writeFileSync(file, lateProgram)
  const go = join(folder, 'go')
  const run = lab.startProgram('late.mjs', { kind: 'module', file, args: [go] })
  const events: TraceEvent[] = []
  let supervisor = 0
  for await (const event of run.watch(new AbortController().signal)) {
    events.push(event)
    if (event.kind === 'run-started') supervisor = event.pid
    if (event.kind !== 'output') continue
    process.kill(supervisor, 'SIGSTOP')
    try {
      writeFileSync(go, '')
      await vi.waitFor(() => expect(existsSync(`${go}.ended`)).toBe(true), { timeout: 20_000 })
      // Longer than the engine waits for the parent's word before it takes the kernel's: without its own time the signal
      // would come too late.
      await setTimeout(2 * patienceMs)
    } finally {
      process.kill(supervisor, 'SIGCONT')
    }
  }
  const of = (found: (event: TraceEvent) => boolean) => events.findIndex(found)
  const sent = of((event) => event.kind === 'mark' && event.label === 'signal-sent')
  const exited = of((event) => event.kind === 'process-exited' && event.pid === events[sent]?.pid)
  expect(sent).toBeGreaterThan(0)
  expect(exited).toBeGreaterThan(sent)
})
