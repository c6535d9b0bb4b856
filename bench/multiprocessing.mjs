// The runtime beside a bare fork, and beside CPython's multiprocessing with spawn.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const programs = join(import.meta.dirname, 'programs')

/** @param {string} command @param {string} file @returns {Record<string, number> | undefined} what it measured */
function measure(command, file) {
  const run = spawnSync(command, [join(programs, file)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  return run.status === 0 ? JSON.parse(run.stdout) : undefined
}

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`)
/** @param {number | undefined} value @param {number} [digits] */
const figure = (value, digits = 1) => (value ?? NaN).toFixed(digits)

const ours = measure(process.execPath, 'runtime.mjs')
const python = measure('python3', 'runtime.py')

if (ours === undefined) {
  say('The program that measures the runtime failed; see above.')
  process.exitCode = 1
} else {
  const { startMs = NaN, bareForkMs = NaN, lockUs = NaN, itemsPerSecond = NaN } = ours
  const ratio = startMs / bareForkMs
  say(`start of a child to its first line: ${figure(startMs)} ms; a bare fork: ${figure(bareForkMs)} ms`)
  say(`  ratio ${figure(ratio, 2)}, wanted below 1.30: ${ratio < 1.3 ? 'kept' : 'not kept'}`)
  say(`lock, acquire and release that nobody else wants: ${figure(lockUs)} µs`)
  say(`queue, items of 100 bytes from a child: ${figure(itemsPerSecond, 0)} each second`)
  if (python === undefined) {
    say('CPython was not measured beside it: there is no python3 here, or it has no multiprocessing.')
  } else {
    say(`CPython with spawn: start ${figure(python['startMs'])} ms, lock ${figure(python['lockUs'], 2)} µs,`)
    say(`  queue ${figure(python['itemsPerSecond'], 0)} each second`)
    say(`  lock: ${figure(lockUs / (python['lockUs'] ?? NaN))} × CPython's time, goal 3 × or less`)
    say(`  queue: ${figure(itemsPerSecond / (python['itemsPerSecond'] ?? NaN), 2)} × CPython's rate, goal 1 × or more`)
  }
}
