import type { CliPlatform } from './cli-platform.ts'

/** Linux and other systems with freedesktop.org's tools. */
export const linuxCli: CliPlatform = {
  opener: ['xdg-open'],
  longestSocketPathBytes: 107,
  desktopRefusal() {
    if (process.getuid?.() !== 0) return undefined
    return "Chromium's sandbox does not work for root, so Forkscope opens in the browser instead of a window."
  },
}
