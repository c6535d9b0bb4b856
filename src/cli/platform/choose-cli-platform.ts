import type { CliPlatform } from './cli-platform.ts'
import { darwinCli } from './darwin.ts'
import { linuxCli } from './linux.ts'
import { win32Cli } from './win32.ts'

/** @returns this operating system's part of the command line; chosen once, at composition */
export function chooseCliPlatform(): CliPlatform {
  if (process.platform === 'darwin') return darwinCli
  if (process.platform === 'win32') return win32Cli
  return linuxCli
}
