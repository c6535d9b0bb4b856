import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { choosePlatform } from '../../../src/core/platform/choose-platform.ts'
import type { ProcessTable } from '../../../src/core/processes/process-table.ts'
import type { EndedProcess, Process, TableEvent } from '../../../src/shared/contract/process.ts'
import { bundleProgram } from '../../helpers/bundle-program.ts'
import { stops, table } from './live-table.ts'

const built = fileURLToPath(new URL('../../../out/main/sampler.js', import.meta.url))
const bin = fileURLToPath(new URL('../../../bin/forkscope.js', import.meta.url))
/** Nobody looks by himself while a test runs. */
const never = { intervalMs: 3_600_000 }

const queue = choosePlatform().openEvents()
queue?.close()
/** The kernel may refuse: not Linux, or a container with its own pid namespace. */
const here = queue !== undefined
const asRoot = process.geteuid?.() === 0

function linkOf(file: string): string {
  try {
    return readlinkSync(file)
  } catch {
    // The descriptor that listed the folder is closed by now.
    return ''
  }
}

interface Story {
  readonly started: Map<number, Process>
  readonly ended: Map<number, EndedProcess>
  readonly rows: Map<number, Process>
  readonly latest: TableEvent | undefined
}

/** Follows a table; `act` begins when its events are live. */
async function follow(watched: ProcessTable, act: () => unknown, done: (story: Story) => boolean): Promise<Story> {
  const stop = new AbortController()
  const story = { started: new Map(), ended: new Map(), rows: new Map(), latest: undefined as TableEvent | undefined }
  let acted = false
  try {
    for await (const event of watched.watch(stop.signal)) {
      if (event.kind === 'trouble') throw new Error(event.message)
      story.latest = event
      const fresh = event.kind === 'snapshot' ? event.processes : [...event.started, ...event.changed]
      for (const row of fresh) story.rows.set(row.pid, row)
      if (event.kind === 'change') {
        for (const row of event.started) story.started.set(row.pid, row)
        for (const end of event.ended) {
          story.ended.set(end.pid, end)
          story.rows.delete(end.pid)
        }
      }
      if (!acted && event.sample.liveEvents) {
        acted = true
        act()
      }
      if (acted && done(story)) return story
    }
  } finally {
    stop.abort()
  }
  throw new Error('The stream ended early.')
}

describe.runIf(here)('live events, on this Linux', () => {
  it.each([
    ['a worker thread', { ...never, samplerFile: built }],
    ['this thread', never],
  ])('tell of processes that live for a moment, with how they ended: %s', async (_, options) => {
    const children = new Map<string, number>()
    const start = (command: string, ...args: string[]): void => {
      const { pid = 0 } = spawn(command, args, { stdio: 'ignore' })
      children.set([command, ...args].join(' '), pid)
    }
    const story = await follow(
      table(options),
      () => {
        start('sleep', '0.005')
        start('sh', '-c', 'exit 7')
        start('sh', '-c', 'kill -9 $$')
      },
      ({ ended }) => [...children.values()].every((pid) => ended.has(pid)),
    )
    const of = (command: string): number => children.get(command) ?? 0
    expect(story.ended.get(of('sleep 0.005'))).toMatchObject({ exitCode: 0 })
    expect(story.ended.get(of('sh -c exit 7'))).toMatchObject({ exitCode: 7 })
    expect(story.ended.get(of('sh -c kill -9 $$'))).toMatchObject({ exitSignal: 'SIGKILL' })
    expect(story.ended.get(of('sh -c kill -9 $$'))).not.toHaveProperty('exitCode')
    for (const pid of children.values()) {
      expect(story.started.get(pid)).toMatchObject({ ppid: process.pid, startKey: story.ended.get(pid)?.startKey })
    }
    expect(story.latest?.kind === 'change' && story.latest.sample.liveEvents).toBe(true)
  })

  it('follow a process through exec, a change of its name, and its end, without a sample', async () => {
    const program = `
import ctypes, os, sys
print('ready', flush=True)
sys.stdin.readline()
ctypes.CDLL(None).prctl(15, b'renamed', 0, 0, 0)
sys.stdin.readline()
os.execv('/bin/cat', ['cat', '-'])
`
    const child = spawn('python3', ['-c', program], { stdio: 'pipe' })
    stops.push(() => child.kill('SIGKILL'))
    await once(createInterface(child.stdout), 'line')
    const pid = child.pid ?? 0
    const names: string[] = []
    const story = await follow(
      table({ ...never, samplerFile: built }),
      () => child.stdin.write('1\n'),
      ({ rows, ended }) => {
        const name = rows.get(pid)?.name
        if (name !== undefined && name !== names.at(-1)) {
          names.push(name)
          if (name === 'renamed') child.stdin.write('2\n')
          if (name === 'cat') child.stdin.end()
        }
        return ended.has(pid)
      },
    )
    expect(names).toEqual(['python3', 'renamed', 'cat'])
    expect(story.ended.get(pid)).toMatchObject({ exitCode: 0 })
  })

  it('see who was born to a parent that has ended before anybody looked', async () => {
    // A shell is gone as soon as it has started the orphan.
    let parent = 0
    let orphan: Process | undefined
    const story = await follow(
      table({ ...never, samplerFile: built }),
      () => {
        parent = spawn('sh', ['-c', 'sleep 600 & exit 0'], { stdio: 'ignore' }).pid ?? 0
      },
      ({ rows, ended }) => {
        orphan = [...rows.values()].find((row) => row.orphan?.originalParent?.pid === parent)
        return orphan !== undefined && ended.has(parent)
      },
    )
    if (orphan !== undefined) process.kill(orphan.pid, 'SIGKILL')
    expect(orphan?.orphan).toMatchObject({
      evidence: 'observed',
      originalParent: { pid: parent },
      adopter: { pid: orphan?.ppid },
    })
    expect(story.rows.has(parent)).toBe(false)
  })

  it('lose nobody under a storm of forks', async () => {
    const program = `
import os, signal, sys, time
print('ready', flush=True)
sys.stdin.readline()
kept = []
# No child comes out of its branch: it would fork on.
for number in range(400):
    pid = os.fork()
    if pid == 0:
        if number % 50 == 0: time.sleep(60)
        os._exit(3)
    if number % 50 == 0: kept.append(pid)
    else: os.waitpid(pid, 0)
print(*kept, flush=True)
sys.stdin.readline()
for pid in kept: os.kill(pid, signal.SIGKILL)
`
    const child = spawn('python3', ['-c', program], { stdio: 'pipe' })
    stops.push(() => child.kill('SIGKILL'))
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    await lines.next()
    const watched = table({ ...never, samplerFile: built })
    let told: readonly number[] = []
    // What was looked at while its parent had not waited is a zombie until the next whole sample: it is not said to live.
    const livingIn = (rows: ReadonlyMap<number, Process>): readonly number[] =>
      [...rows.values()].filter((row) => row.ppid === child.pid && row.state !== 'zombie').map(({ pid }) => pid)
    const story = await follow(
      watched,
      () => {
        child.stdin.write('go\n')
        void lines.next().then(({ value }) => {
          told = String(value).split(' ').map(Number)
          // One more event, so that it is looked at what has been told until then; who stays is certain to be seen.
          const last = spawn('sleep', ['600'])
          stops.push(() => last.kill('SIGKILL'))
        })
      },
      // All are shown that live, and in the end those that are gone are not shown as if they lived.
      ({ rows }) => told.length === 8 && told.every((pid) => rows.has(pid)) && livingIn(rows).length === told.length,
    )
    child.stdin.write('end\n')
    expect(new Set(livingIn(story.rows))).toEqual(new Set(told))
  })

  it('end with their reader: no thread, no socket is left', async () => {
    // Those of this process that speak to the connector (protocol 11).
    const sockets = (): number => {
      const connectors = readFileSync('/proc/net/netlink', 'latin1')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
      const nodes = new Set(
        connectors.filter(([, protocol]) => protocol === '11').map((columns) => `socket:[${columns.at(-1)}]`),
      )
      return readdirSync('/proc/self/fd').filter((fd) => nodes.has(linkOf(`/proc/self/fd/${fd}`))).length
    }
    const before = sockets()
    const watched = table(never)
    let during = 0
    await follow(
      watched,
      () => (during = sockets()),
      () => true,
    )
    expect(during).toBe(before + 1)
    expect(sockets()).toBe(before)
  })

  it('work for an ordinary user, too, or say that they do not', (context) => {
    if (!asRoot) context.skip('changing the user needs root')
    const script = `
test -r "$1" || exit 98
"$0" "$1" ps --watch --seconds 2 --json
`
    const run = spawnSync(
      'setpriv',
      ['--reuid=65534', '--regid=65534', '--clear-groups', 'sh', '-c', script, process.execPath, bin],
      {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, FORKSCOPE_SETTINGS_FOLDER: '/nonexistent/settings' },
      },
    )
    if (run.status === 98) context.skip('an ordinary user may not read this checkout')
    expect(run.stderr).toBe('')
    expect(JSON.parse(run.stdout.split('\n')[0] ?? '')).toMatchObject({ kind: 'snapshot' })
  })
})

describe.runIf(process.platform === 'linux')('without live events', () => {
  it('the table says so', async (context) => {
    const silent = { kind: 'silent' }
    const report = (file: string, ...around: readonly string[]): unknown =>
      JSON.parse(
        execFileSync(
          around[0] ?? process.execPath,
          [...around.slice(1), ...(around.length > 0 ? [process.execPath] : []), file],
          { encoding: 'utf8' },
        ),
      )
    const program = await bundleProgram('table-report', 'repository')
    const bare = await bundleProgram('table-report', 'nowhere')
    stops.push(
      () => program.remove(),
      () => bare.remove(),
    )
    expect(report(program.file)).toEqual(here ? [] : [silent])
    // Without koffi nothing can be asked.
    expect(report(bare.file)).toEqual([silent])
    if (!asRoot) context.skip('a pid namespace of our own needs root')
    if (spawnSync('unshare', ['--pid', '--fork', 'true']).status !== 0)
      context.skip('namespaces of our own are forbidden here')
    expect(report(program.file, 'unshare', '--pid', '--fork')).toEqual([silent])
  })

  it('the table goes on by looking', async (context) => {
    if (!asRoot) context.skip('a pid namespace of our own needs root')
    // There the kernel does not tell: its pids would mean others.
    const script = `
mount -t proc proc /proc || exit 97
"$0" "$1" ps --watch --json </dev/null &
read -r _; sleep 600 & pid=$!
read -r _; kill -9 $pid; wait $pid
read -r _; kill %1
`
    const namespaces = ['--mount', '--pid', '--fork', '--kill-child']
    const child = spawn('unshare', [...namespaces, 'sh', '-c', script, process.execPath, bin], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, FORKSCOPE_SETTINGS_FOLDER: '/nonexistent/settings' },
    })
    const exited = once(child, 'exit')
    stops.push(() => child.kill('SIGKILL') && exited)
    let sleeper: Process | undefined
    let end: EndedProcess | undefined
    for await (const line of createInterface(child.stdout)) {
      const event: TableEvent = JSON.parse(line)
      if (event.kind === 'snapshot') child.stdin.write('start\n')
      if (event.kind !== 'change') continue
      if (sleeper === undefined) {
        sleeper = [...event.started, ...event.changed].find(({ command }) => command?.join(' ') === 'sleep 600')
        if (sleeper !== undefined) child.stdin.write('end\n')
      }
      end ??= event.ended.find(({ pid }) => pid === sleeper?.pid)
      if (end !== undefined) child.stdin.end('stop\n')
    }
    if ((await exited)[0] === 97 || sleeper === undefined) context.skip('namespaces of our own are forbidden here')
    expect(end).toEqual({ pid: sleeper?.pid, startKey: sleeper?.startKey })
  })
})
