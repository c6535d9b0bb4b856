import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  // One host, one browser at a time: the tests look at processes of the whole machine.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  outputDir: 'test-results',
  use: { locale: 'en-US', timezoneId: 'UTC', viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
})
