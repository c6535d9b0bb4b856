import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import { bin, environment } from '../helpers/run-forkscope.ts'

/** Where programs of a test file stand, and are run; removed after it. */
export const folder = mkdtempSync(join(tmpdir(), 'forkscope-own-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** @returns the file, in that folder */
export function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

export interface Result {
  readonly status: number | null
  readonly stderr: string
  readonly events: readonly TraceEvent[]
  /** What was printed, by stream. */
  lines(stream?: 'stdout' | 'stderr'): readonly string[]
  of<K extends TraceEvent['kind']>(kind: K): readonly Extract<TraceEvent, { kind: K }>[]
}

/** `forkscope lab run --json` with these arguments, to its end. */
export function labRun(...args: readonly string[]): Result {
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
