import type Electron from 'electron'
import { KnownEvents, strict } from './strict.ts'
import { showTheme, type Theme } from './theme.ts'

class NativeTheme extends KnownEvents {
  private source: Theme = 'system'

  constructor() {
    super('nativeTheme', ['updated'])
  }

  get themeSource(): Theme {
    return this.source
  }

  set themeSource(source: Theme) {
    this.source = source
    showTheme(source)
    this.emit('updated')
  }
}

/** Pages see it as `prefers-color-scheme`; of themselves they have no system to ask. */
export const nativeTheme = strict(
  'nativeTheme',
  new NativeTheme() satisfies Pick<typeof Electron.nativeTheme, 'themeSource'>,
)

export const dialog = strict('dialog', {
  showErrorBox(title: string, content: string) {
    process.stderr.write(`${title}: ${content}\n`)
  },
} satisfies Partial<typeof Electron.dialog>)
