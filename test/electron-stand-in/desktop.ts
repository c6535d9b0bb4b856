import type Electron from 'electron'
import { browserIfAny } from './browser.ts'
import { KnownEvents, strict } from './strict.ts'

const events = new KnownEvents('nativeTheme', ['updated'])

/** The theme is the app's; a headless browser has no system to ask. */
export const nativeTheme = strict(
  'nativeTheme',
  Object.assign(events, { themeSource: 'system' } satisfies Partial<typeof Electron.nativeTheme>),
)

export const dialog = strict('dialog', {
  showErrorBox(title: string, content: string) {
    process.stderr.write(`${title}: ${content}\n`)
  },
} satisfies Partial<typeof Electron.dialog>)

void browserIfAny
