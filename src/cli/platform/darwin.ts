import type { CliPlatform } from './cli-platform.ts'

export const darwinCli: CliPlatform = {
  opener: ['open'],
  longestSocketPathBytes: 103,
  desktopRefusal: () => undefined,
}
