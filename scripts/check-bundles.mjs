// Every built script must parse under plain Node: bundlers have produced files that do not. And the page must stay light.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script, SourceTextModule } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { firstLoad } from './first-load.mjs'

const out = fileURLToPath(new URL('../out', import.meta.url))
const firstLoadLimitBytes = 350 * 1024

/**
 * As `node --check` does, without a process for each file: the build is waited for.
 * @param {string} file
 * @returns {boolean} whether Node can parse it
 */
function parses(file) {
  const source = readFileSync(file, 'utf8')
  try {
    if (file.endsWith('.cjs')) new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`)
    else new SourceTextModule(source, { identifier: file })
    return true
  } catch (error) {
    process.stderr.write(`${file}: ${String(error)}\n`)
    return false
  }
}

const scripts = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.c?js$/.test(name))
const broken = scripts.filter((name) => !parses(join(out, name)))
if (scripts.length === 0 || broken.length > 0) {
  process.stderr.write(`These built files do not parse: ${broken.join(', ') || 'none was built'}\n`)
  process.exitCode = 1
}

const sizes = firstLoad(out).map((file) => gzipSync(readFileSync(file)).byteLength)
const sum = sizes.reduce((all, size) => all + size, 0)
const limit = `${firstLoadLimitBytes / 1024} kB`
process.stdout.write(`first load: ${(sum / 1024).toFixed(0)} kB gzip in ${sizes.length} files (limit ${limit})\n`)
if (sum > firstLoadLimitBytes) {
  process.stderr.write(`The page's first load exceeds ${limit}: load what is not needed at once with import().\n`)
  process.exitCode = 1
}
