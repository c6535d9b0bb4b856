import { darwinWindowPicking } from './darwin/window-picking.ts'
import { linuxWindowPicking } from './linux/window-picking.ts'
import { win32WindowPicking } from './win32/window-picking.ts'
import type { WindowPicking } from './window-picking.ts'

/** @returns how a window is chosen on this machine; chosen once, at composition */
export function chooseWindowPicking(): WindowPicking {
  if (process.platform === 'linux') return linuxWindowPicking()
  if (process.platform === 'win32') return win32WindowPicking()
  return darwinWindowPicking()
}
