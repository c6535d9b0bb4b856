import type { ExecFileException } from 'node:child_process'
import { describe, expect, it, vi } from 'vitest'
import { completeRows, durationMs, parsePs } from '../../../src/core/platform/darwin/parse-ps.ts'
import { parseLsof } from '../../../src/core/platform/darwin/ports.ts'
import { darwinProcesses } from '../../../src/core/platform/darwin/processes.ts'
import { parseParents } from '../../../src/core/platform/darwin/signalling.ts'
import { raw } from '../processes/raw.ts'
import { fixture } from './fixture.ts'

type Answered = (error: ExecFileException | null, stdout: string, stderr: string) => void

/** How ps ends: as Node tells it when there is no descriptor for its output, or when ps found nobody. */
const ending = vi.hoisted((): { code: string | number } => ({ code: 'EMFILE' }))
vi.mock('node:child_process', async (original) => ({
  ...(await original<typeof import('node:child_process')>()),
  execFile(_program: string, _args: readonly string[], _options: object, answered: Answered) {
    const { code } = ending
    queueMicrotask(() => answered(Object.assign(new Error(`spawn ps ${code}`), { code }), '', ''))
    return { exitCode: typeof code === 'number' ? code : -24 }
  },
}))

const secondsOf = (text: string): string => String(new Date(text).getTime() / 1000)

describe('parsePs', () => {
  const facts = parsePs(fixture('ps/macos-ps-axo.txt'))
  const byPid = new Map(facts.map((each) => [each.pid, each]))

  it('reads every line', () => {
    expect(facts).toHaveLength(14)
    expect(byPid.get(1401)).toEqual({
      pid: 1401,
      startKey: secondsOf('2025-06-02T10:25:00'),
      ppid: 1204,
      processGroup: 1401,
      user: 'ann',
      state: 'sleeping',
      terminal: 'ttys000',
      nice: 5,
      rssBytes: 48_720 * 1024,
      cpuTimeMs: 1900,
      name: 'node',
    })
  })

  it('keeps names with spaces and parentheses whole', () => {
    expect(byPid.get(655)?.name).toBe('Google Chrome Helper (Renderer)')
    expect(byPid.get(612)?.name).toBe('Google Chrome')
    expect(byPid.get(2077)?.name).toBe('tool with  spaces')
    expect(byPid.get(1204)?.name).toBe('-zsh')
  })

  it('understands macOS states and their flags', () => {
    const states = [1, 389, 1388, 1402, 1419, 1450, 2077].map((pid) => byPid.get(pid)?.state)
    expect(states).toEqual(['sleeping', 'disk-sleep', 'stopped', 'zombie', 'sleeping', 'running', 'sleeping'])
  })

  it('knows a terminal from none', () => {
    expect(byPid.get(1204)?.terminal).toBe('ttys000')
    expect(byPid.get(1)).not.toHaveProperty('terminal')
  })

  it('passes over what is no line of its own, and misreads nothing before it', () => {
    const line = '   42     1    42 ann S ?? 0 100 0:00.01 Mon Jun  2 09:14:07 2025     two'
    const text = `${line}\nlines of a name\n\n  PID  PPID\n   43     1    43 ann S ?? - 100 0:00.01 Mon Jun  2 09:14:07 2025 x\n`
    const found = parsePs(text)
    expect(found.map(({ pid, name }) => [pid, name])).toEqual([
      [42, 'two'],
      [43, 'x'],
    ])
    // Real-time scheduling: there is no nice value.
    expect(found[1]).not.toHaveProperty('nice')
  })

  it.each([
    ['0:00.41', 410],
    ['511:37.80', 30_697_800],
    ['01:02:03', 3_723_000],
    ['1-02:03:04', 93_784_000],
  ])('reads the duration %s', (text, ms) => {
    expect(durationMs(text)).toBe(ms)
  })
})

describe('completeRows', () => {
  const facts = parsePs(fixture('ps/macos-ps-axo.txt'))
  const startKey = secondsOf('2025-06-02T10:25:00')

  it('adds what ps-list lacks, and takes CPU times over its averages', () => {
    const [row] = completeRows([raw(1401, 1204, { startKey, name: 'npm start', cpuPercent: 12 })], facts)
    expect(row).toMatchObject({ name: 'npm start', state: 'sleeping', user: 'ann', processGroup: 1401 })
    expect(row?.cpuTimeMs).toBe(1900)
    expect(row?.cpuPercent).toBeUndefined()
  })

  it('gives a zombie no memory', () => {
    const [row] = completeRows([raw(1402, 1401, { startKey: secondsOf('2025-06-02T10:25:01') })], facts)
    expect(row?.state).toBe('zombie')
    expect(row?.rssBytes).toBeUndefined()
  })

  it('leaves a row alone whose pid another process has by now', () => {
    const former = raw(1401, 1204, { startKey: '1' })
    const unlisted = raw(9999, 1)
    expect(completeRows([former, unlisted], facts)).toEqual([former, unlisted])
  })
})

describe('other tools of macOS', () => {
  it('reads pids from lsof, each once, and no warnings', () => {
    expect(parseLsof(fixture('ps/lsof-Fp.txt'))).toEqual([612, 1401])
    expect(parseLsof(fixture('ps/lsof-warning.txt'))).toEqual([1401])
    expect(parseLsof('')).toEqual([])
  })

  it('reads parents from ps', () => {
    const parents = parseParents(fixture('ps/macos-ps-axo-ppid.txt'))
    expect(parents.get(655)).toEqual({ ppid: 612 })
    expect(parents.size).toBe(5)
  })
})

describe('a look at one process', () => {
  it('fails when ps could not be started for want of descriptors, and sees nobody when ps found nobody', async () => {
    await expect(darwinProcesses.inspect(1)).rejects.toMatchObject({ code: 'EMFILE' })
    ending.code = 1
    expect(await darwinProcesses.inspect(1)).toBeUndefined()
  })
})
