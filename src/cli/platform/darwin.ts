import type { CliPlatform } from './cli-platform.ts'

export const darwinCli: CliPlatform = {
  opener: ['open'],
  desktopRefusal: () => undefined,
}
