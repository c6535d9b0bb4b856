import { darwinProcesses } from './darwin/processes.ts'
import { linuxProcesses } from './linux/processes.ts'
import type { ProcessPlatform, ProcessSource } from './source.ts'
import { win32Processes } from './win32/processes.ts'

/** @returns how this operating system tells about processes; chosen once, at composition */
export function choosePlatform(): ProcessPlatform {
  if (process.platform === 'linux') return linuxProcesses
  if (process.platform === 'win32') return win32Processes
  return darwinProcesses
}

/**
 * @param wanted the setting; the environment's `FORKSCOPE_SOURCE=ps-list` outranks it
 * @returns this platform's source, or ps-list where it is forced
 */
export function chooseSource(wanted: 'auto' | 'ps-list'): ProcessSource {
  const platform = choosePlatform()
  const forced = process.env['FORKSCOPE_SOURCE'] === 'ps-list' || wanted === 'ps-list'
  return forced ? platform.createPortableSource() : platform.createSource()
}
