import { darwinDetails } from './darwin/details.ts'
import type { DetailsPlatform } from './details-platform.ts'
import { linuxDetails } from './linux/details.ts'
import { win32Details } from './win32/details.ts'

/** @returns how this operating system tells of one process; chosen once, at composition */
export function chooseDetails(): DetailsPlatform {
  if (process.platform === 'linux') return linuxDetails('/proc')
  if (process.platform === 'win32') return win32Details
  return darwinDetails
}
