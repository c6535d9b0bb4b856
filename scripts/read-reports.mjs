// What the JSON reports of the test tools say, counted, with the reason of each failure.

import { stripVTControlCharacters } from 'node:util'

/** @typedef {{ passed: number, skipped: number, failures: string[] }} Counted */

const linesOfReason = 12

/**
 * @param {string} name whose failure it is
 * @param {string | undefined} reason the message, with colours and stack
 */
function told(name, reason) {
  const lines = stripVTControlCharacters(reason ?? 'no reason told')
    .split('\n')
    .slice(0, linesOfReason)
  return [name, ...lines.map((line) => `  ${line}`)].join('\n')
}

/**
 * @param {any} json the report of Vitest's `json` reporter
 * @returns {Counted}
 */
export function readVitest(json) {
  const failures = []
  for (const file of json.testResults) {
    const failed = file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed')
    for (const test of failed) failures.push(told(`${file.name}: ${test.fullName}`, test.failureMessages[0]))
    // A file that could not even be loaded has a failure, but no test.
    if (file.status === 'failed' && failed.length === 0) failures.push(told(file.name, file.message))
  }
  return { passed: json.numPassedTests, skipped: json.numPendingTests + json.numTodoTests, failures }
}

/**
 * @param {any} json the report of Playwright's `json` reporter
 * @returns {Counted}
 */
export function readPlaywright(json) {
  const failures = json.errors.map((/** @type {any} */ error) => told('Playwright', error.message))
  /** @param {any} suite */
  function walk(suite) {
    for (const inner of suite.suites ?? []) walk(inner)
    for (const spec of suite.specs ?? [])
      for (const test of spec.tests) {
        // A test that passed only when it was tried again is no passed test.
        if (test.status !== 'unexpected' && test.status !== 'flaky') continue
        const results = test.results.filter((/** @type {any} */ result) => result.status !== 'passed')
        failures.push(told(`[${test.projectName}] ${spec.file}: ${spec.title}`, results[0]?.error?.message))
      }
  }
  for (const suite of json.suites) walk(suite)
  return { passed: json.stats.expected, skipped: json.stats.skipped, failures }
}
