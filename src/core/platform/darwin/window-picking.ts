import type { WindowPicking } from '../window-picking.ts'

/** @returns that there is no way on macOS yet */
export function darwinWindowPicking(): WindowPicking {
  return { lack: 'not-here' }
}
