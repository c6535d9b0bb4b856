import type { CliPlatform } from './cli-platform.ts'

export const win32Cli: CliPlatform = {
  // `start` belongs to cmd, and cmd is a shell.
  opener: ['rundll32', 'url.dll,FileProtocolHandler'],
  longestSocketPathBytes: undefined,
  desktopRefusal: () => undefined,
}
