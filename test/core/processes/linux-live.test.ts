import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { inspectProcess } from '../../../src/core/processes/inspect.ts'
import { python, stops, table, until, withoutFirstThread } from './live-table.ts'

const asRoot = process.geteuid?.() === 0
const bin = fileURLToPath(new URL('../../../bin/forkscope.js', import.meta.url))

/** @returns how many `stat` files of processes this process holds open */
function keptDescriptors(): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return /^\/proc\/\d+\/stat$/.test(readlinkSync(`/proc/self/fd/${fd}`))
    } catch {
      return false
    }
  }).length
}

function otherThread(pid: number): string {
  return readdirSync(`/proc/${pid}/task`).find((thread) => Number(thread) !== pid) ?? ''
}

/** @returns the effective user id that the kernel tells */
function effectiveUid(pid: number): number {
  return Number(/^Uid:\s+\d+\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1])
}

describe.runIf(process.platform === 'linux')('on this Linux', () => {
  it('holds descriptors only while somebody watches', async () => {
    const watched = table()
    const stop = new AbortController()
    const stream = watched.watch(stop.signal)
    await stream.next()
    expect(keptDescriptors()).toBeGreaterThan(2)
    stop.abort()
    expect((await stream.next()).done).toBe(true)
    expect(keptDescriptors()).toBe(0)
    // Rested, not lost: it goes on where it was.
    expect((await watched.list()).processes.map((row) => row.pid)).toContain(process.pid)
    expect(keptDescriptors()).toBe(0)
  })

  it('shows a process whose first thread has ended as what its others do', async () => {
    const { pid } = await python(withoutFirstThread)
    const watched = table()
    const row = (await watched.list(['descriptors', 'scheduling'])).processes.find((each) => each.pid === pid)
    expect(row).toMatchObject({ state: 'running', threads: 2 })
    expect(row?.command?.slice(1)).toEqual(['-c', withoutFirstThread])
    expect(row).not.toHaveProperty('zombie')
    expect(row).not.toHaveProperty('firstThreadEnded')
    expect(row?.executable).toContain('python')
    expect(row?.rssBytes).toBeGreaterThan(1_000_000)
    expect(row?.descriptors).toBe(readdirSync(`/proc/${pid}/task/${otherThread(pid)}/fd`).length)
    expect(row?.descriptors).toBeGreaterThan(2)
    const seen = await inspectProcess(pid)
    expect(seen).toMatchObject({ state: 'running', executable: row?.executable })
    process.kill(pid, 'SIGSTOP')
    await until(watched, (rows) => rows.get(pid)?.state === 'stopped')
    process.kill(pid, 'SIGCONT')
    await until(watched, (rows) => rows.get(pid)?.state === 'running')
  })

  it('follows a process that changes its user without an exec, also when it is not dumpable', async (context) => {
    if (!asRoot) context.skip('changing the user needs root')
    const program = `
import ctypes, os, sys, time
print('ready', flush=True)
sys.stdin.read()
os.setresuid(65534, 65534, 65534)
ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)
time.sleep(600)
`
    const { pid, end } = await python(program)
    const rows = await until(table(), (all) => all.get(pid)?.uid === 65_534, end)
    expect(effectiveUid(pid)).toBe(65_534)
    expect(rows.get(pid)?.user).not.toBe('root')
  })

  it.for([
    ['has been started without arguments', `libc.execve(sys.argv[1].encode(), (ctypes.c_char_p * 1)(None), None)`],
    [
      'has erased its arguments',
      `
fields = open('/proc/self/stat').read().rsplit(')', 1)[1].split()
start, end = int(fields[45]), int(fields[46])
ctypes.memset(start, 0, end - start)
libc.prctl(15, b'cat', 0, 0, 0)
print(sys.stdin.readline().strip(), flush=True)
sys.stdin.read()
`,
    ],
    [
      'has moved its arguments away',
      `
fields = open('/proc/self/stat').read().rsplit(')', 1)[1].split()
at = lambda number: int(fields[number - 3])
libc.sbrk.restype = ctypes.c_void_p
layout = struct.pack('=11QQIi', *map(at, (26, 27, 45, 46, 47)), libc.sbrk(ctypes.c_long(0)), at(28), at(48), at(48), at(50), at(51), 0, 0, -1)
word = ctypes.c_ulong
moved = libc.prctl(word(35), word(14), layout, word(len(layout)), word(0))
libc.prctl(15, b'cat', 0, 0, 0)
print(sys.stdin.readline().strip() if moved == 0 else 'denied', flush=True)
sys.stdin.read()
`,
    ],
  ] as const)('shows a process that %s by its name', async ([, act], context) => {
    const head = 'import ctypes, struct, sys\nlibc = ctypes.CDLL(None)\n'
    const child = spawn('python3', ['-c', head + act, '/bin/cat'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    stops.push(() => child.kill('SIGKILL') && exited)
    child.stdin.write('ready\n')
    const [line] = await once(createInterface(child.stdout), 'line')
    if (line === 'denied') context.skip('this kernel does not let a process move its arguments')
    expect(line).toBe('ready')
    // Its line may be read while it is still on its way back to reading.
    await expect.poll(async () => (await inspectProcess(child.pid ?? 0))?.state).toBe('sleeping')
    const row = (await table().list()).processes.find((each) => each.pid === child.pid)
    expect(row).toMatchObject({ name: 'cat', state: 'sleeping', ppid: process.pid })
    expect(row).not.toHaveProperty('command')
    expect(row).not.toHaveProperty('kernel')
  })

  it.for(['1', '2'])('shows what hidepid=%s leaves to an ordinary user', (value, context) => {
    if (!asRoot) context.skip('mounting procfs for another user needs root')
    // A pid namespace and a mount of the test's own: nobody else's /proc is touched.
    const script = `
mount -t proc -o hidepid=${value} proc /proc || exit 97
cd /
sleep 600 &
setpriv --reuid 65534 --regid 65534 --clear-groups test -r "$1" || exit 98
exec setpriv --reuid 65534 --regid 65534 --clear-groups "$0" "$@"
`
    const namespaces = ['--mount', '--pid', '--fork', '--kill-child']
    const run = spawnSync('unshare', [...namespaces, 'sh', '-c', script, process.execPath, bin, 'ps', '--json'], {
      encoding: 'utf8',
      env: { ...process.env, FORKSCOPE_SETTINGS_FOLDER: '/nonexistent/settings' },
    })
    if (run.error !== undefined || run.status === 97) context.skip('namespaces of our own are forbidden here')
    if (run.status === 98) context.skip('an ordinary user may not read this checkout')
    expect(run.stderr).toBe('')
    const { processes } = JSON.parse(run.stdout)
    // The shell was replaced by setpriv and that by this program: all that belongs to the user is process 1.
    expect(processes).toHaveLength(1)
    expect(processes[0]).toMatchObject({ pid: 1, uid: 65_534, state: expect.stringMatching(/running|sleeping/) })
  })

  it('loses no row when it runs out of descriptors, says so, and goes on when there are some again', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'forkscope-descriptors-'))
    stops.push(() => rmSync(folder, { recursive: true }))
    const child = spawn(process.execPath, [bin, 'ps', '--watch', '--json'], {
      env: { ...process.env, FORKSCOPE_SETTINGS_FOLDER: folder },
    })
    const exited = once(child, 'exit')
    stops.push(() => child.kill('SIGKILL') && exited)
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    const next = async () => JSON.parse(String((await lines.next()).value))
    expect(await next()).toMatchObject({ kind: 'snapshot' })

    const limit = (soft: string) => spawnSync('prlimit', ['--pid', String(child.pid), `--nofile=${soft}:`])
    const before = /Max open files\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/limits`, 'latin1'))?.[1] ?? ''
    if (limit('8').status !== 0) context.skip('limits cannot be changed here (prlimit)')
    const [trouble] = await once(createInterface(child.stderr), 'line')
    expect(trouble).toMatch(/could not be read \(\/proc cannot be read: too many files are open \(EMFILE\)\)/)

    limit(before)
    const ended: number[] = []
    for (let event = await next(); ; event = await next()) {
      if (event.kind === 'change') ended.push(...event.ended.map((each: { pid: number }) => each.pid))
      else {
        expect(event.processes.map((row: { pid: number }) => row.pid)).toContain(process.pid)
        break
      }
    }
    expect(ended).not.toContain(process.pid)
    expect(ended).not.toContain(1)
  })
})
