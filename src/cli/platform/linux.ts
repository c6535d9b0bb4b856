import type { CliPlatform } from './cli-platform.ts'

/** Linux and other systems with freedesktop.org's tools. */
export const linuxCli: CliPlatform = {
  opener: ['xdg-open'],
  desktopRefusal() {
    // A stand-in given by hand has no sandbox.
    if (process.getuid?.() !== 0 || process.env['ELECTRON_EXEC_PATH']) return undefined
    return "Chromium's sandbox does not work for root, so Forkscope opens in the browser instead of a window."
  },
}
