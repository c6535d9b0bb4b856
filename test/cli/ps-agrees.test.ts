import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Process } from '../../src/shared/contract/process.ts'

const bin = fileURLToPath(new URL('../../bin/forkscope.js', import.meta.url))
const maxBuffer = 64 * 1024 * 1024

function forkscope(): ReadonlyMap<number, Process> {
  const text = execFileSync(process.execPath, [bin, 'ps', '--json'], { encoding: 'utf8', maxBuffer })
  const { processes }: { processes: Process[] } = JSON.parse(text)
  return new Map(processes.map((row) => [row.pid, row]))
}

/** @returns the columns of the system's ps, by pid */
function ps(): ReadonlyMap<number, readonly string[]> {
  const text = execFileSync('ps', ['-eo', 'pid=,ppid=,pgid=,sess=,nlwp=,stat='], { encoding: 'utf8', maxBuffer })
  return new Map(text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [row(line)])))
}

function row(line: string): [number, readonly string[]] {
  const [pid = '', ...rest] = line.trim().split(/\s+/)
  return [Number(pid), rest]
}

const letters: Record<Process['state'], string> = {
  running: 'R',
  sleeping: 'S',
  'disk-sleep': 'D',
  stopped: 'T',
  traced: 't',
  zombie: 'Z',
  idle: 'I',
  dead: 'X',
  unknown: '?',
}

/** @returns what ps prints of a process: its numbers, the state's letter, and the flags that follow from numbers */
function expected(process: Process): readonly string[] {
  const { ppid, processGroup, session, threads = 0, nice = 0, state } = process
  const flags = [nice < 0 && '<', nice > 0 && 'N', session === process.pid && 's', threads > 1 && 'l']
  return [ppid, processGroup, session, threads, letters[state] + flags.filter(Boolean).join('')].map(String)
}

/** @returns ps' columns without the flags that we do not tell: locked memory, and the foreground */
function told(columns: readonly string[]): readonly string[] {
  return [...columns.slice(0, -1), (columns.at(-1) ?? '').replaceAll(/[L+]/g, '')]
}

const same = (a: readonly string[] | undefined, b: readonly string[]): boolean => a?.join(' ') === b.join(' ')

describe.runIf(process.platform === 'linux')('forkscope ps --json', () => {
  it('agrees with ps for every process alive in both', { timeout: 60_000 }, () => {
    const agreed = new Set<string>()
    let open = new Map<string, string>()
    let before = forkscope()
    // ps looks between two of our looks. Who changed meanwhile agrees with one of them, or is looked at again.
    for (let round = 0; round < 10 && (round === 0 || open.size > 0); round += 1) {
      const theirs = ps()
      const after = forkscope()
      open = new Map()
      for (const [pid, process] of before) {
        const columns = theirs.get(pid)
        const later = after.get(pid)
        const key = `${pid}@${process.startKey}`
        if (columns === undefined || later?.startKey !== process.startKey || agreed.has(key)) continue
        const seen = told(columns)
        if (same(expected(process), seen) || same(expected(later), seen)) agreed.add(key)
        else open.set(key, `${process.name}: ps ${seen.join(' ')}, forkscope ${expected(later).join(' ')}`)
      }
      before = after
    }
    expect([...open.values()]).toEqual([])
    expect(agreed.size).toBeGreaterThan(10)
  })
})
