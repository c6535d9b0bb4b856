// All desktop specs over and over: the goal is 20 passes in a row, each within 60 s, none of which leaves a process, a
// folder or a port behind. PASSES (20) may be given in the environment. Linux.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'

const passes = Number(process.env['PASSES'] ?? 20)
const goalMs = 60_000
const root = join(import.meta.dirname, '..')
const name = 'FORKSCOPE_BENCH_RUN'
const run = randomUUID()

/**
 * All that a pass starts inherits the run's name. Ports need no search of their own: without a process there is none.
 * @returns {string[]} pid and command line of what still runs
 */
function leftBehind() {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${name}=${run}`)) return []
      return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`]
    } catch {
      // Another user's, or it has ended in this moment.
      return []
    }
  })
}

process.stdout.write(`${passes} passes of the desktop specs, ${availableParallelism()} CPUs\n`)
let failed = 0
let longestMs = 0
for (let pass = 1; pass <= passes; pass += 1) {
  const temporary = mkdtempSync(join(tmpdir(), 'forkscope-passes-'))
  const load = loadavg()[0] ?? 0
  const startedAt = performance.now()
  const playwright = join(root, 'node_modules/@playwright/test/cli.js')
  const child = spawn(process.execPath, [playwright, 'test', '--project', 'desktop', '--reporter', 'line'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      [name]: run,
      TMPDIR: temporary,
      PWTEST_CACHE_DIR: join(root, 'node_modules/.cache/playwright'),
    },
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text))
  const [status] = await once(child, 'close')
  const elapsedMs = performance.now() - startedAt
  longestMs = Math.max(longestMs, elapsedMs)
  const processes = leftBehind()
  const folders = readdirSync(temporary)
  rmSync(temporary, { recursive: true, force: true })
  const good = status === 0 && elapsedMs < goalMs && processes.length + folders.length === 0
  if (!good) failed += 1
  const counts = /\d+ (?:passed|failed)[^\n]*$/.exec(said.trim())?.[0] ?? 'no count'
  const seconds = (elapsedMs / 1000).toFixed(1)
  process.stdout.write(
    `  ${pass}: ${seconds} s, ${counts}, load before ${load.toFixed(1)}: ${good ? 'ok' : 'NOT OK'}\n`,
  )
  if (status !== 0) process.stdout.write(said)
  for (const left of [...processes, ...folders]) process.stdout.write(`    left behind: ${left}\n`)
}
process.stdout.write(
  `${passes - failed} of ${passes} passes ok, the longest ${(longestMs / 1000).toFixed(1)} s (goal < 60 s)\n`,
)
process.exitCode = failed === 0 ? 0 : 1
