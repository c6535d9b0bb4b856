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
  // Nobody sees it; whoever looks for it puts a function of its own here.
  async showMessageBox(...given: readonly object[]) {
    process.stderr.write(`${String(Reflect.get(given.at(-1) ?? {}, 'message'))}\n`)
    return { response: 0, checkboxChecked: false }
  },
} satisfies Partial<typeof Electron.dialog>)
