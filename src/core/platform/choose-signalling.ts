import { darwinSignalling } from './darwin/signalling.ts'
import { linuxSignalling } from './linux/signalling.ts'
import type { SignallingPlatform } from './signalling.ts'
import { win32Signalling } from './win32/signalling.ts'

/** @returns how this operating system is asked to signal; chosen once, at composition */
export function chooseSignalling(): SignallingPlatform {
  if (process.platform === 'linux') return linuxSignalling()
  if (process.platform === 'win32') return win32Signalling()
  return darwinSignalling()
}
