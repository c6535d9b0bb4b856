import type { WindowPicking } from '../window-picking.ts'

/** @returns that there is no way yet */
export function win32WindowPicking(): WindowPicking {
  return { degraded: ['The process of a window cannot be found by a click on Windows yet.'] }
}
