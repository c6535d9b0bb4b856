// Everything: checks, unit, integration and end-to-end tests. What failed is told once more at the end, where a
// reader of a long output looks first; the last line sums all suites.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfNeeded } from './build-if-needed.mjs'
import { check } from './check.mjs'
import { readPlaywright, readVitest } from './read-reports.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'forkscope-test-'))
const total = { passed: 0, skipped: 0 }
/** @type {string[]} what failed, with its reason */
const failures = []

/**
 * Runs a test tool and adds what its JSON report counts.
 * @param {string} script the tool's script below node_modules
 * @param {string[]} args
 * @param {string} report the file that the tool writes its JSON report to
 * @param {(json: any) => import('./read-reports.mjs').Counted} read
 */
function suite(script, args, report, read) {
  const run = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  try {
    const counted = read(JSON.parse(readFileSync(report, 'utf8')))
    total.passed += counted.passed
    total.skipped += counted.skipped
    failures.push(...counted.failures)
    // A tool that fails without a failed test (a crash, an unhandled error) is a failure too.
    if (run.status !== 0 && counted.failures.length === 0) failures.push(`${script} ended with status ${run.status}`)
  } catch (error) {
    failures.push(`${script} left no report that can be read: ${String(error)}`)
  }
}

try {
  if ((await buildIfNeeded()) === 0) total.passed += 1
  else failures.push('the build')
  const checks = check()
  total.passed += checks.passed
  failures.push(...checks.failures)

  const unit = join(folder, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unit}`]
  suite('vitest/vitest.mjs', ['run', ...reporters], unit, readVitest)
  suite('@playwright/test/cli.js', ['test', '--reporter=list,json'], join(folder, 'playwright.json'), readPlaywright)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

for (const failure of failures) process.stdout.write(`\nFAILED: ${failure}\n`)
const skipped = total.skipped === 0 ? '' : `, ${total.skipped} skipped`
process.stdout.write(`${total.passed} passed, ${failures.length} failed${skipped}\n`)
process.exitCode = failures.length === 0 ? 0 : 1
