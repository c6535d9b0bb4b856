import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { hidepidOf } from '../../../src/core/platform/linux/hidden.ts'
import { procFiles, type ProcFiles } from '../../../src/core/platform/linux/proc-files.ts'
import { createProcfsSource, type ProcfsOptions } from '../../../src/core/platform/linux/source.ts'
import type { ProcessSource, RawProcess } from '../../../src/core/platform/source.ts'

const captured = fileURLToPath(new URL('../../fixtures/proc', import.meta.url))
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop()
})

/** @returns a copy of the captured folder that a test may change */
function copyOfProc(): string {
  const root = mkdtempSync(join(tmpdir(), 'forkscope-proc-'))
  stops.push(() => rmSync(root, { recursive: true }))
  cpSync(captured, root, { recursive: true })
  return root
}

function open(options: ProcfsOptions): ProcessSource {
  const source = createProcfsSource(options)
  stops.push(() => source.close())
  return source
}

async function read(source: ProcessSource): Promise<ReadonlyMap<number, RawProcess>> {
  return new Map((await source.read()).map((row) => [row.pid, row]))
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: made by the test`), { code })
}

/** Files of which only so many may be open at once, as under a limit of the system. */
function limited(limit: { count: number }): ProcFiles & { used(): number } {
  let used = 0
  return {
    ...procFiles,
    used: () => used,
    open(file) {
      if (used >= limit.count) throw failure('EMFILE')
      used += 1
      return procFiles.open(file)
    },
    close(descriptor) {
      used -= 1
      procFiles.close(descriptor)
    },
    list(folder) {
      if (used >= limit.count) throw failure('EMFILE')
      return procFiles.list(folder)
    },
  }
}

describe('the procfs source on a captured /proc', () => {
  it('sees at a glance what it reads later, but for what is read of each process once; that is met step by step', async () => {
    const looks: string[] = []
    const files: ProcFiles = {
      ...procFiles,
      open: (file) => {
        looks.push(file)
        return procFiles.open(file)
      },
    }
    const source = open({ root: captured, files })
    const glanced = source.glance?.() ?? []
    const brief = ({ pid, ppid, state, startKey, cpuTimeMs, rssBytes, name }: RawProcess) => {
      return { pid, ppid, state, startKey, cpuTimeMs, rssBytes, name }
    }
    const commands = () => looks.filter((file) => file.endsWith('/cmdline'))
    // But for those whose names may be cut, and zombies, which may be so in part only.
    const isWhole = ({ name, state }: RawProcess) => Buffer.byteLength(name) >= 15 || state === 'zombie'
    const quick = glanced.filter((row) => !isWhole(row))
    expect(quick.length).toBeGreaterThan(5)
    expect(commands()).toHaveLength(glanced.length - quick.length)
    expect(quick.filter(({ command, uid }) => command ?? uid)).toEqual([])
    for (const _ of source.meet?.() ?? []);
    expect(commands()).toHaveLength(glanced.length)
    const all = await source.read()
    expect(commands()).toHaveLength(glanced.length)
    expect(glanced.map(brief)).toEqual(all.map(brief))
    // Once met, a glance knows it.
    expect(source.glance?.().map(({ command }) => command)).toEqual(all.map(({ command }) => command))
  })

  it('reads every column', async () => {
    const rows = await read(open({ root: captured }))
    expect([...rows.keys()].toSorted((a, b) => a - b)).toEqual([
      1, 2, 4, 7921, 22_314, 22_355, 22_356, 22_357, 22_358, 22_359, 22_360, 22_361, 22_362, 22_363,
    ])
    expect(rows.get(22_314)).toMatchObject({
      startKey: '154740',
      startedAt: 1_795_447_436_000 + 1_547_400,
      ppid: 7921,
      name: 'python3',
      command: ['python3', 'capture.py'],
      state: 'sleeping',
      cpuTimeMs: 150,
      threads: 1,
      nice: 0,
      processGroup: 22_311,
      session: 7921,
      terminal: 'pts/1',
      kernel: undefined,
    })
    expect(rows.get(4)).toMatchObject({ state: 'idle', kernel: true, nice: -20, command: undefined, ppid: 2 })
    expect(rows.get(22_361)).toMatchObject({ state: 'stopped', session: 22_361, terminal: undefined })
    expect(rows.get(22_360)).toMatchObject({ state: 'zombie', rssBytes: undefined, command: undefined })
  })

  it.each([
    [22_355, 'a b  c', ['a b  c', 'x y']],
    [22_356, 'x) R 1 1 (y', ['x']],
    [22_357, 'two\nlines', ['two\nlines', '', 'last']],
    [22_358, 'cat 🐈 x', ['cat', '🐈']],
    [22_359, 'n\uFFFD\uFFFD', ['bad\uFFFD\uFFFD']],
  ])('misreads no column for the name of %i', async (pid, name, command) => {
    const row = (await read(open({ root: captured }))).get(pid)
    expect(row).toMatchObject({ name, command, state: 'sleeping', ppid: 22_314, session: 7921, startKey: '154743' })
  })

  it('shows a living process with an empty command line by its name', async () => {
    const row = (await read(open({ root: captured }))).get(22_362)
    expect(row).toMatchObject({ name: 'quiet', state: 'sleeping', command: undefined, kernel: undefined })
  })

  it('completes a name that the kernel has cut', async () => {
    expect((await read(open({ root: captured }))).get(22_363)?.name).toBe('a-long-command-name')
  })

  it.each([
    ['进程管理器测试程序', '进程管理器测试程序', '进程管理器测试程序'],
    ['a进程管理器测试程序', 'a进程管理器测试程序', 'a进程管理器测试程序'],
    // Of its last character two bytes are left.
    ['a进程管理器测试程序', 'python3', 'a进程管理'],
    // 14 bytes: nothing was cut.
    ['ééééééé', 'ééééééé-and-more', 'ééééééé'],
  ])('reads the name of %s, of which the kernel keeps 15 bytes, running %s', async (called, executable, name) => {
    const root = copyOfProc()
    symlinkSync(`/opt/${executable}`, join(root, '22314/exe'))
    const stat = readFileSync(join(root, '22314/stat'), 'latin1')
    const kept = Buffer.from(called).subarray(0, 15).toString('latin1')
    writeFileSync(join(root, '22314/stat'), stat.replace('(python3)', `(${kept})`), 'latin1')
    expect((await read(open({ root }))).get(22_314)?.name).toBe(name)
  })

  it('shows a zombie by the name it had last, and keeps what it ran only while that is the same', async () => {
    const root = copyOfProc()
    const stat = readFileSync(join(root, '22314/stat'), 'latin1')
    const ended = stat.replace(') S ', ') Z ')
    expect(ended).not.toBe(stat)
    const source = open({ root, keptDescriptors: 0 })
    await read(source)
    writeFileSync(join(root, '22314/stat'), ended)
    expect((await read(source)).get(22_314)).toMatchObject({ name: 'python3', command: ['python3', 'capture.py'] })
    writeFileSync(join(root, '22314/stat'), ended.replace('(python3)', '(false)'))
    const row = (await read(source)).get(22_314)
    expect(row).toMatchObject({ name: 'false', state: 'zombie' })
    expect(row?.command).toBeUndefined()
  })

  it('tells the same object of who is as it was, and another one as soon as anything is different', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const root = copyOfProc()
      const uids = new Map([[join(root, '22314'), 4_000_001]])
      const files: ProcFiles = { ...procFiles, owner: (folder) => uids.get(folder) ?? procFiles.owner(folder) }
      const source = open({ root, files })
      const first = (await read(source)).get(22_314)
      expect(first).toMatchObject({ uid: 4_000_001, state: 'sleeping' })
      expect((await read(source)).get(22_314)).toBe(first)
      uids.set(join(root, '22314'), 4_000_002)
      vi.advanceTimersByTime(5000)
      const moved = (await read(source)).get(22_314)
      expect(moved).toMatchObject({ uid: 4_000_002, user: '4000002' })
      const stat = readFileSync(join(root, '22314/stat'), 'latin1')
      writeFileSync(join(root, '22314/stat'), stat.replace(') S ', ') T '), 'latin1')
      expect((await read(source)).get(22_314)).toMatchObject({ state: 'stopped', uid: 4_000_002 })
    } finally {
      vi.useRealTimers()
    }
  })

  it('reads the names of control groups as people wrote them', async () => {
    const root = copyOfProc()
    writeFileSync(join(root, '22314/cgroup'), '0::/gö/数据.service\n')
    const rows = await open({ root }).read(new Set(['cgroup']))
    expect(rows.find(({ pid }) => pid === 22_314)).toMatchObject({ cgroup: '/gö/数据.service', unit: '数据.service' })
  })

  it('names the executable, also of a file that was deleted', async () => {
    const root = copyOfProc()
    symlinkSync('/usr/bin/python3 (deleted)', join(root, '22314/exe'))
    const rows = await read(open({ root }))
    expect(rows.get(22_314)).toMatchObject({ executable: '/usr/bin/python3', executableDeleted: true })
    expect(rows.get(22_362)?.executableDeleted).toBeUndefined()
  })

  it('takes a file that was only in memory for none that was deleted', async () => {
    const root = copyOfProc()
    symlinkSync('/memfd:tool (deleted)', join(root, '22314/exe'))
    const row = (await read(open({ root }))).get(22_314)
    expect(row?.executable).toBe('/memfd:tool')
    expect(row?.executableDeleted).toBeUndefined()
  })

  it('finds out that the file of a program that runs is deleted', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const root = copyOfProc()
      symlinkSync('/usr/bin/python3', join(root, '22314/exe'))
      const source = open({ root })
      expect((await read(source)).get(22_314)?.executableDeleted).toBeUndefined()
      rmSync(join(root, '22314/exe'))
      symlinkSync('/usr/bin/python3 (deleted)', join(root, '22314/exe'))
      vi.advanceTimersByTime(10_000)
      expect((await read(source)).get(22_314)).toMatchObject({
        executable: '/usr/bin/python3',
        executableDeleted: true,
      })
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('processes that vanish while they are read', () => {
  it('passes over folders that are empty, half gone or cut short', async () => {
    const root = copyOfProc()
    mkdirSync(join(root, '30001'))
    mkdirSync(join(root, '30002'))
    writeFileSync(join(root, '30002/stat'), '')
    mkdirSync(join(root, '30003'))
    writeFileSync(join(root, '30003/stat'), '30003 (half) S 1 30003')
    const rows = await read(open({ root }))
    expect(rows.size).toBe(14)
    rmSync(join(root, '22314'), { recursive: true })
    expect((await read(open({ root }))).has(22_314)).toBe(false)
  })

  it('shows what it got when a process ends between stat and command line', async () => {
    const root = copyOfProc()
    rmSync(join(root, '22314/cmdline'))
    const row = (await read(open({ root }))).get(22_314)
    expect(row).toMatchObject({ name: 'python3', command: undefined, executable: undefined })
  })

  it.each(['ESRCH', 'ENOENT', 'EACCES', 'EPERM'])('believes %s of one process, and goes on', async (code) => {
    let gone = false
    const its = new Set<number>()
    const files: ProcFiles = {
      ...procFiles,
      open(file) {
        const one = file.endsWith('/22314/stat')
        if (gone && one) throw failure(code)
        const descriptor = procFiles.open(file)
        if (one) its.add(descriptor)
        return descriptor
      },
      read(descriptor, buffer, from) {
        if (gone && its.has(descriptor)) throw failure('ESRCH')
        return procFiles.read(descriptor, buffer, from)
      },
    }
    const source = open({ root: captured, files })
    expect((await read(source)).has(22_314)).toBe(true)
    gone = true
    const rows = await read(source)
    expect(rows.has(22_314)).toBe(false)
    expect(rows.size).toBe(13)
  })

  it('takes the successor of a pid for another process', async () => {
    const root = copyOfProc()
    const source = open({ root, keptDescriptors: 0 })
    await read(source)
    const text = readFileSync(join(root, '22355/stat'), 'latin1')
    writeFileSync(join(root, '22355/stat'), text.replace('a b  c', 'next').replace('154743', '154999'))
    writeFileSync(join(root, '22355/cmdline'), 'next\0')
    expect((await read(source)).get(22_355)).toMatchObject({ startKey: '154999', name: 'next', command: ['next'] })
  })
})

describe('running out of descriptors', () => {
  it('gives back kept ones and loses no row', async () => {
    const limit = { count: 100 }
    const files = limited(limit)
    const source = open({ root: captured, files })
    expect((await read(source)).size).toBe(14)
    expect(files.used()).toBe(14)
    // Others take descriptors: the kept ones fill what is left.
    limit.count = 14
    const rows = await read(source)
    expect(rows.size).toBe(14)
    expect(rows.get(22_314)?.command).toEqual(['python3', 'capture.py'])
    expect(files.used()).toBeLessThanOrEqual(7)
    limit.count = 1
    expect((await read(source)).size).toBe(14)
    expect(files.used()).toBe(0)
  })

  it('says so when not even one is left, instead of showing an empty table', async () => {
    const limit = { count: 100 }
    const source = open({ root: captured, files: limited(limit) })
    await read(source)
    limit.count = 0
    await expect(source.read()).rejects.toThrow(/too many files are open \(EMFILE\)/)
    limit.count = 100
    expect((await read(source)).size).toBe(14)
  })

  it('takes a shortage at a new process for no end of it', async () => {
    const root = copyOfProc()
    const limit = { count: 100 }
    const source = open({ root, files: limited(limit) })
    await read(source)
    mkdirSync(join(root, '30000'))
    writeFileSync(join(root, '30000/stat'), readFileSync(join(root, '22355/stat'), 'latin1').replace('22355', '30000'))
    limit.count = 14
    const rows = await read(source)
    expect(rows.size).toBe(15)
  })

  it('keeps no more than it may, and none while it rests', async () => {
    const files = limited({ count: 100 })
    const source = open({ root: captured, files, keptDescriptors: 5 })
    expect((await read(source)).size).toBe(14)
    expect(files.used()).toBe(5)
    expect((await read(source)).size).toBe(14)
    expect(files.used()).toBe(5)
    source.rest()
    expect(files.used()).toBe(0)
    expect((await read(source)).size).toBe(14)
    expect(files.used()).toBe(5)
    source.close()
    expect(files.used()).toBe(0)
  })
})

describe('hidepidOf', () => {
  const line = (options: string) => `proc /proc proc rw,nosuid,${options} 0 0\n`
  it.each([
    [`sysfs /sys sysfs rw 0 0\n${line('relatime')}`, undefined],
    [line('hidepid=2'), '2'],
    [line('hidepid=invisible,gid=5'), 'invisible'],
    [line('hidepid=0'), undefined],
    [line('hidepid=2') + line('relatime'), undefined],
    [`proc /mnt proc rw,hidepid=2 0 0\n`, undefined],
  ])('%j', (mounts, value) => {
    expect(hidepidOf(mounts, '/proc')).toBe(value)
  })
})
