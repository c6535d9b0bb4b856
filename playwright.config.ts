import { defineConfig } from '@playwright/test'
import { browserPath } from './test/e2e/find-browser.ts'
import type { FlowOptions } from './test/flows/fixtures.ts'

export default defineConfig<FlowOptions>({
  testDir: 'test',
  projects: [
    { name: 'web', testMatch: /test[\\/](e2e|flows)[\\/][^\\/]+\.spec\.ts$/, use: { flowHost: 'web' } },
    { name: 'desktop', testMatch: /test[\\/](desktop|flows)[\\/][^\\/]+\.spec\.ts$/, use: { flowHost: 'desktop' } },
  ],
  globalSetup: './test/e2e/global-setup.ts',
  // Each test has a host and processes of its own, and mostly waits. The machine's figures are the business of both.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  outputDir: 'test-results',
  use: {
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    launchOptions: {
      ...(browserPath !== undefined && { executablePath: browserPath }),
      // Chromium's sandbox needs an ordinary user; the flag is for tests only.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})
