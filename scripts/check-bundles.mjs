// Every built script must parse under plain Node: bundlers have produced files that do not.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const out = fileURLToPath(new URL('../out', import.meta.url))
const scripts = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.c?js$/.test(name) && !name.startsWith('renderer'),
)
const broken = scripts.filter((name) => {
  const check = spawnSync(process.execPath, ['--check', join(out, name)], { stdio: ['ignore', 'ignore', 'inherit'] })
  return check.status !== 0
})
if (scripts.length === 0 || broken.length > 0) {
  process.stderr.write(`These built files do not parse: ${broken.join(', ') || 'none was built'}\n`)
  process.exitCode = 1
}
