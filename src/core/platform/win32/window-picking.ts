import type { WindowPicking } from '../window-picking.ts'

/** @returns that there is no way on Windows yet */
export function win32WindowPicking(): WindowPicking {
  return { lack: 'not-here' }
}
