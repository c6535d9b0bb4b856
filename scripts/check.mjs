// Format, lint (with the layer law), types and unused code: what `npm run check` stands for.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Each step is a tool's own script, run by this Node: no shell, the same on every OS. */
export const steps = [
  { name: 'types', script: 'node_modules/typescript/bin/tsc', arguments: ['-b'] },
  { name: 'format', script: 'node_modules/oxfmt/bin/oxfmt', arguments: ['--check', '.'] },
  { name: 'lint and layers', script: 'node_modules/oxlint/bin/oxlint', arguments: ['--type-aware', '--quiet', '.'] },
  { name: 'layers while running', script: 'scripts/hidden-imports.mjs', arguments: [] },
  { name: 'said in one file', script: 'scripts/only-in.mjs', arguments: [] },
  { name: 'unused code', script: 'node_modules/knip/bin/knip.js', arguments: ['--no-progress'] },
]

/** @returns {{ passed: number, failures: string[] }} how many steps passed, and the names of those that failed */
export function check() {
  let passed = 0
  /** @type {string[]} */
  const failures = []
  for (const step of steps) {
    const script = join(root, step.script)
    const run = spawnSync(process.execPath, [script, ...step.arguments], { cwd: root, stdio: 'inherit' })
    const ok = run.status === 0
    process.stdout.write(`${ok ? 'ok' : 'FAILED'}: ${step.name}\n`)
    if (ok) passed += 1
    else failures.push(`check of ${step.name}`)
  }
  return { passed, failures }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = check().failures.length === 0 ? 0 : 1
