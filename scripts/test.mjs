// Everything: checks, unit, integration and end-to-end tests; the last line sums all suites.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfNeeded } from './build-if-needed.mjs'
import { check } from './check.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'forkscope-test-'))
const total = { passed: 0, failed: 0, skipped: 0 }

/**
 * Runs a test tool and adds what its JSON report counts.
 * @param {string} script the tool's script below node_modules
 * @param {string[]} args
 * @param {string} report the file that the tool writes its JSON report to
 * @param {(json: any) => { passed: number, failed: number, skipped: number }} count
 */
function suite(script, args, report, count) {
  const run = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  try {
    const counted = count(JSON.parse(readFileSync(report, 'utf8')))
    total.passed += counted.passed
    total.failed += counted.failed
    total.skipped += counted.skipped
    // A tool that fails without a failed test (a crash, an unhandled error) is a failure too.
    if (run.status !== 0 && counted.failed === 0) total.failed += 1
  } catch {
    process.stdout.write(`${script} left no report: counted as one failure\n`)
    total.failed += 1
  }
}

try {
  if ((await buildIfNeeded()) === 0) total.passed += 1
  else total.failed += 1
  const checks = check()
  total.passed += checks.passed
  total.failed += checks.failed

  const unit = join(folder, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unit}`]
  suite('vitest/vitest.mjs', ['run', ...reporters], unit, (json) => ({
    passed: json.numPassedTests,
    failed:
      json.numFailedTests +
      json.testResults.filter(
        (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
      ).length,
    skipped: json.numPendingTests + json.numTodoTests,
  }))

  const pages = join(folder, 'playwright.json')
  suite('@playwright/test/cli.js', ['test', '--reporter=list,json'], pages, (json) => ({
    passed: json.stats.expected,
    failed: json.stats.unexpected + json.stats.flaky,
    skipped: json.stats.skipped,
  }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

const skipped = total.skipped === 0 ? '' : `, ${total.skipped} skipped`
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`)
process.exitCode = total.failed === 0 ? 0 : 1
