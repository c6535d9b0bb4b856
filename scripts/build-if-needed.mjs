// Builds `out/` when a source is newer than the last build, or when there is none.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'out/.built')
const sources = ['src', 'resources', 'package.json', 'package-lock.json', 'electron.vite.config.ts']

/** @param {string} path @returns {number} the newest modification time under path, in epoch ms */
function newest(path) {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const times = readdirSync(path).map((name) => newest(join(path, name)))
  return Math.max(stats.mtimeMs, ...times)
}

/** @returns {boolean} whether `out/` is older than its sources */
function needsBuild() {
  if (!existsSync(stamp)) return true
  const built = statSync(stamp).mtimeMs
  return sources.some((source) => existsSync(join(root, source)) && newest(join(root, source)) > built)
}

const endingSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Runs a script of Node whose output is a message: stdout belongs to the command that asked for the build. What ends
 * this process ends the script first.
 * @param {string[]} args
 * @returns {Promise<number>} its exit status
 */
function runScript(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] })
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => void child.kill(signal)
  for (const signal of endingSignals) process.on(signal, pass)
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code, signal) => {
      for (const each of endingSignals) process.off(each, pass)
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM'])
    })
  })
}

/**
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<number>} the build's exit status, 0 when nothing had to be done
 */
export async function buildIfNeeded(options = {}) {
  if (!options.force && !needsBuild()) return 0
  const startedAt = new Date()
  process.stderr.write('Building Forkscope …\n')
  const bin = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  if (!existsSync(bin)) {
    process.stderr.write('The build tools are missing: run `npm ci` first.\n')
    return 1
  }
  const build = await runScript([bin, 'build', '--logLevel', 'warn'])
  if (build !== 0) return build
  const types = await runScript([join(root, 'scripts/build-types.mjs')])
  if (types !== 0) return types
  const health = await runScript([
    '--experimental-vm-modules',
    '--no-warnings',
    join(root, 'scripts/check-bundles.mjs'),
  ])
  if (health !== 0) return health
  writeFileSync(stamp, '')
  // Dated by its start: a source saved during the build asks for another one.
  utimesSync(stamp, startedAt, startedAt)
  return 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await buildIfNeeded({ force: process.argv.includes('--force') })
}
