import { defineConfig } from '@playwright/test'
import { browserPath } from './test/e2e/browser.ts'

if (browserPath === undefined) {
  process.stdout.write('No Chromium-family browser was found: the page tests are skipped.\n')
}

export default defineConfig({
  testDir: 'test/e2e',
  // One host, one browser at a time: the tests look at processes of the whole machine.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  outputDir: 'test-results',
  use: {
    launchOptions: {
      ...(browserPath !== undefined && { executablePath: browserPath }),
      // Chromium's sandbox needs an ordinary user; the flag is for tests only.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
  },
})
