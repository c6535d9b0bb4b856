import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { browserPath } from '../e2e/find-browser.ts'

const standIn = fileURLToPath(new URL('../electron-stand-in/electron', import.meta.url))

/** What the desktop tests run on. */
export type DesktopRuntime =
  | { readonly kind: 'electron' }
  | { readonly kind: 'stand-in'; readonly executablePath: string }
  | { readonly kind: 'none'; readonly why: string }

/** Electron where its runtime is installed; otherwise the stand-in, which needs a shell and Chromium. */
export function desktopRuntime(): DesktopRuntime {
  if (electronIsInstalled()) return { kind: 'electron' }
  if (process.platform === 'win32') return { kind: 'none', why: "Electron's runtime is not installed." }
  if (browserPath === undefined) {
    return { kind: 'none', why: "Neither Electron's runtime nor a Chromium for its stand-in is installed." }
  }
  process.env['ELECTRON_STAND_IN_CHROMIUM'] ??= browserPath
  return { kind: 'stand-in', executablePath: standIn }
}

function electronIsInstalled(): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  try {
    return existsSync(join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim()))
  } catch {
    return false
  }
}
