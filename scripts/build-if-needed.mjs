// Builds `out/` when a source is newer than the last build, or when there is none.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
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

/**
 * @param {{ force?: boolean }} [options]
 * @returns {number} the build's exit status, 0 when nothing had to be done
 */
export function buildIfNeeded(options = {}) {
  if (!options.force && !needsBuild()) return 0
  const startedAt = new Date()
  process.stderr.write('Building Forkscope …\n')
  const bin = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  if (!existsSync(bin)) {
    process.stderr.write('The build tools are missing: run `npm ci` first.\n')
    return 1
  }
  // stdout belongs to the command that asked for the build.
  const build = spawnSync(process.execPath, [bin, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (build.status !== 0) return build.status ?? 1
  const types = spawnSync(process.execPath, [join(root, 'scripts/build-types.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (types.status !== 0) return types.status ?? 1
  const health = spawnSync(process.execPath, [join(root, 'scripts/check-bundles.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (health.status !== 0) return health.status ?? 1
  writeFileSync(stamp, '')
  // Dated by its start: a source saved during the build asks for another one.
  utimesSync(stamp, startedAt, startedAt)
  return 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = buildIfNeeded({ force: process.argv.includes('--force') })
}
