// `npm run bench [-- NAME…]`: runs the named measurements, or all, one after another.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.mjs') && !['run.mjs', 'event-loop-probe.mjs'].includes(file))
  .map((file) => file.slice(0, -'.mjs'.length))
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !names.includes(name))

// Ctrl-C reaches the measurement too, which tidies up; this process waits for that.
process.on('SIGINT', () => {})

if (unknown.length > 0) {
  process.stderr.write(`There is no measurement ${unknown.join(', ')}; there are ${names.join(', ')}.\n`)
  process.exitCode = 2
} else {
  for (const name of wanted.length > 0 ? wanted : names) {
    process.stdout.write(`\n== ${name}\n`)
    const run = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.mjs`)], { stdio: 'inherit' })
    if (run.status !== 0) process.exitCode = 1
    if (run.status === 130 || run.signal === 'SIGINT') {
      process.exitCode = 130
      break
    }
  }
}
