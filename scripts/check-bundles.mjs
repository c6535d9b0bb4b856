// Every built script must parse under plain Node: bundlers have produced files that do not. And the page must stay light.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const out = fileURLToPath(new URL('../out', import.meta.url))
const firstLoadLimitBytes = 350 * 1024

/** @returns {string[]} what the page needs before it shows anything: linked by it, or imported by what is linked */
function firstLoad() {
  const page = join(out, 'renderer/index.html')
  const linked = readFileSync(page, 'utf8').matchAll(/(?:src|href)="(\.\/[^"]+)"/g)
  const files = new Set([page, ...[...linked].map(([, path = '']) => join(dirname(page), path))])
  for (const file of files) {
    if (!file.endsWith('.js')) continue
    // Only static imports: what `import()` names is loaded when it is wanted.
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
      /(?:^|[;}\s])(?:import|from)\s*["'](\.[^"']+)["']/g,
    )) {
      files.add(join(dirname(file), path))
    }
  }
  return [...files]
}

const scripts = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.c?js$/.test(name))
const broken = scripts.filter((name) => {
  const check = spawnSync(process.execPath, ['--check', join(out, name)], { stdio: ['ignore', 'ignore', 'inherit'] })
  return check.status !== 0
})
if (scripts.length === 0 || broken.length > 0) {
  process.stderr.write(`These built files do not parse: ${broken.join(', ') || 'none was built'}\n`)
  process.exitCode = 1
}

const sizes = firstLoad().map((file) => gzipSync(readFileSync(file)).byteLength)
const sum = sizes.reduce((all, size) => all + size, 0)
const limit = `${firstLoadLimitBytes / 1024} kB`
process.stdout.write(`first load: ${(sum / 1024).toFixed(0)} kB gzip in ${sizes.length} files (limit ${limit})\n`)
if (sum > firstLoadLimitBytes) {
  process.stderr.write(`The page's first load exceeds ${limit}: load what is not needed at once with import().\n`)
  process.exitCode = 1
}
