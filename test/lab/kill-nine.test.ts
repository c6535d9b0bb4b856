import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { livingProcesses } from '../../src/lab/engine/run-identity.ts'
import type { TraceEvent } from '../../src/shared/contract/trace.ts'
import { bin, environment } from '../helpers/run-forkscope.ts'

// Whoever dies by kill -9, at whatever moment: nothing of the run is left. The long version, which also holds the
// time against the clock: MOMENTS=20 npx vitest run test/lab/kill-nine.test.ts
const moments = Number(process.env['MOMENTS'] ?? 3)
const isLong = process.env['MOMENTS'] !== undefined
const limitMs = isLong ? 2000 : 10_000
/** When to give up looking. */
const patienceMs = 10_000

const folder = mkdtempSync(join(tmpdir(), 'forkscope-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const program = join(folder, 'tree.mjs')
writeFileSync(
  program,
  `import { main, Process, sleep } from 'forkscope/multiprocessing'
import { spawn, spawnSync } from 'node:child_process'
export async function branch(depth) {
  for (const env of [process.env, {}]) spawn('sleep', ['600.04'], { stdio: 'ignore', detached: true, env }).unref()
  if (depth > 0) { const p = new Process({ target: branch, args: [depth - 1] }); await p.start() }
  await sleep(600)
}
main(import.meta, () => branch(2))
`,
)

/** Those without the run's environment too. */
const sleepers = (): readonly string[] =>
  spawnSync('ps', ['-axo', 'stat=,args='], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((row) => /^[^Z]\S*\s+sleep 600\.04$/.test(row))

/** What is killed, in which run: a program of one's own may outlive its main process, a lesson may not. */
const victims = [
  ['backend', [program]],
  ['supervisor', [program]],
  ['main', ['08-family-tree', '--param', 'speed=0.25']],
] as const

/** Kills the victim at a random moment. @returns when the last look began that saw something of the run alive, milliseconds */
async function killOnce(victim: (typeof victims)[number][0], what: readonly string[]): Promise<number> {
  const cli = spawn(process.execPath, [bin, 'lab', 'run', '--json', ...what], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: environment,
  })
  const seen: TraceEvent[] = []
  // A lesson's family has three members.
  const wanted = 1 + Math.floor(Math.random() * 3)
  for await (const line of createInterface(cli.stdout)) {
    seen.push(JSON.parse(line))
    if (seen.filter(({ kind }) => kind === 'process-started').length >= wanted) break
  }
  cli.stdout.resume()
  // Not only right after somebody was started.
  await delay(Math.random() * 100)
  const begun = seen.find((event) => event.kind === 'run-started')
  const main = seen.find((event) => event.kind === 'process-started' && event.role === 'main')
  const pid = { backend: cli.pid, supervisor: begun?.pid, main: main?.pid }[victim] ?? 0
  const run = begun?.kind === 'run-started' ? begun.run : ''
  const known = seen.flatMap((event) =>
    event.kind === 'process-started' ? { pid: event.pid, startKey: event.startKey ?? '' } : [],
  )
  expect(known.length).toBeGreaterThanOrEqual(wanted)
  const exit = once(cli, 'exit')
  const killedAt = performance.now()
  process.kill(pid, 'SIGKILL')
  const alive = () => [...livingProcesses(run, known), ...sleepers()]
  let seenAliveMs = 0
  for (;;) {
    const lookedMs = performance.now() - killedAt
    if (lookedMs > patienceMs || alive().length === 0) break
    seenAliveMs = lookedMs
    await delay(10)
  }
  expect(alive()).toEqual([])
  await exit
  return seenAliveMs
}

it.each(victims)('kill -9 of the %s at random moments', { timeout: moments * 30_000 }, async (victim, what) => {
  const times: number[] = []
  while (times.length < moments) times.push(Math.round(await killOnce(victim, what)))
  expect(Math.max(...times), times.join(' ')).toBeLessThan(limitMs)
  if (isLong) {
    const sorted = times.toSorted((a, b) => a - b)
    process.stdout.write(
      `${victim}: ${moments} times; last seen alive: median ${sorted[moments >> 1]} ms, longest ${sorted.at(-1)} ms\n`,
    )
  }
})
