import type Electron from 'electron'
import { strict } from './strict.ts'

const area = { x: 0, y: 0, width: 1920, height: 1080 }
const display = strict('Display', { id: 1, label: 'stand-in', scaleFactor: 1, bounds: area, workArea: area })
// Only what is named above can be read: anything else throws.
const displays = [display] as unknown as Electron.Display[]

export const screen = strict('screen', {
  getAllDisplays: () => displays,
} satisfies Partial<typeof Electron.screen>)
