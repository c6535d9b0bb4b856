import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { desktopRuntime } from './electron-executable.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Chromium's sandbox does not work for root, and Electron refuses to start without being told so. Tests only. */
export const sandboxFlags: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export interface Desktop {
  readonly application: ElectronApplication
  readonly page: Page
  /** Of the main process, which hosts the backend. */
  readonly pid: number
  /** Settings, profile and lock of this app alone. */
  readonly folder: string
  /** Quits as a person does, and waits for the end. */
  quit(): Promise<void>
}

/**
 * Starts the built app as `npm start` would.
 * @param folder settings, profile and lock of this app alone
 */
export async function startDesktop(folder: string): Promise<Desktop> {
  const runtime = desktopRuntime()
  const application = await _electron.launch({
    ...(runtime.kind === 'stand-in' && { executablePath: runtime.executablePath }),
    args: [root],
    cwd: root,
    env: environment(folder),
    // Otherwise Playwright imposes the light theme.
    colorScheme: null,
    chromiumSandbox: sandboxFlags.length === 0,
  })
  const main = application.process()
  const page = await application.firstWindow()
  await page.getByRole('treegrid', { name: 'Processes' }).waitFor()
  return {
    application,
    page,
    pid: main.pid ?? 0,
    folder,
    async quit() {
      if (main.exitCode !== null || main.signalCode !== null) return
      const ended = once(main, 'exit')
      await application.close()
      await ended
    },
  }
}

/** This process's environment, with a folder and a language of the test's own. */
export function environment(folder: string): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env
  const given = Object.entries(inherited).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return { ...Object.fromEntries(given), FORKSCOPE_SETTINGS_FOLDER: folder, LANGUAGE: 'en', LC_ALL: 'en_US.UTF-8' }
}
