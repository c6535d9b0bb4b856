// What failed is told at the end of `npm test`: read from reports that the tools really wrote.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { readPlaywright, readVitest } from '../../scripts/read-reports.mjs'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

function reportOf(script: string, args: string[], files: Record<string, string>): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'forkscope-reports-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(modules, join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const report = join(folder, 'report.json')
  spawnSync(process.execPath, [join(modules, script), ...args.map((arg) => arg.replace('REPORT', report))], {
    cwd: folder,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  return JSON.parse(readFileSync(report, 'utf8'))
}

const three = (from: string, describe: string): string => `
import * as tool from '${from}'
const { expect, test } = tool
tool.${describe}('sums', () => {
  test('holds', () => expect(1 + 1).toBe(2))
  test('fails', () => expect(1 + 1).toBe(3))
  test.skip('waits', () => expect(1).toBe(2))
})`

test('Vitest: passed and skipped are counted, failures are told with their reason, also of a file without tests', () => {
  const counted = readVitest(
    reportOf('vitest/vitest.mjs', ['run', '--reporter=json', '--outputFile.json=REPORT'], {
      'three.test.js': three('vitest', 'describe'),
      'broken.test.js': "throw new Error('not to be loaded')",
    }),
  )
  expect([counted.passed, counted.skipped, counted.failures.length]).toEqual([1, 1, 2])
  const told = counted.failures.join('\n')
  expect(told).toContain('three.test.js: sums fails')
  expect(told).toContain('expected 2 to be 3')
  expect(told).toContain('broken.test.js')
  expect(told).toContain('not to be loaded')
})

test('Playwright: likewise, and one that passed only when it was tried again has failed', () => {
  const counted = readPlaywright(
    reportOf('@playwright/test/cli.js', ['test', '--reporter=json', '--retries=1'], {
      'three.spec.js': three('@playwright/test', 'test.describe'),
      'flaky.spec.js': `
import { expect, test } from '@playwright/test'
test('twice', ({}, info) => expect(info.retry).toBe(1))`,
    }),
  )
  expect([counted.passed, counted.skipped, counted.failures.length]).toEqual([1, 1, 2])
  const told = counted.failures.join('\n')
  expect(told).toContain('three.spec.js: fails')
  expect(told).toContain('Expected: 3')
  expect(told).toContain('flaky.spec.js: twice')
})
