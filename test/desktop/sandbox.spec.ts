import { chmod, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { asOrdinaryUser } from '../helpers/ordinary-user.ts'
import { desktopRuntime } from './electron-executable.ts'
import { expect, test } from './fixtures.ts'
import { environment, root } from './start-desktop.ts'

// All other tests may run as root, and then without Chromium's sandbox.
test('opens for an ordinary user, with the sandbox', async ({ folder }) => {
  const user = asOrdinaryUser()
  test.skip(user === undefined || process.platform === 'win32', 'Nobody but root is here.')
  const runtime = desktopRuntime()
  const electron = runtime.kind === 'stand-in' ? runtime.executablePath : String(createRequire(root)('electron'))
  const executablePath = join(folder, 'electron')
  await writeFile(executablePath, `#!/bin/sh\nexec ${user?.join(' ') ?? ''} '${electron}' "$@"\n`)
  await chmod(executablePath, 0o755)
  const application = await _electron.launch({
    executablePath,
    args: [root],
    cwd: root,
    env: environment(folder),
    colorScheme: null,
    chromiumSandbox: true,
  })
  const page = await application.firstWindow()
  await page.getByRole('treegrid', { name: 'Processes' }).getByRole('row').nth(1).waitFor()
  const facts = await application.evaluate(() => ({ uid: process.getuid?.(), argv: process.argv }))
  await application.close()
  expect(facts.uid).not.toBe(0)
  expect(facts.argv.join(' ')).not.toContain('no-sandbox')
})
