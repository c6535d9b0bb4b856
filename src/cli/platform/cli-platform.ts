/** What the command line needs of an operating system. */
export interface CliPlatform {
  /** The program that opens an address in the user's browser, and what comes before the address. No shell. */
  readonly opener: readonly [string, ...string[]]
  /** Of a Unix socket, without the zero byte at its end; undefined where there are none to listen on. */
  readonly longestSocketPathBytes: number | undefined
  /** @returns the sentence that says why the desktop app cannot run for this user; undefined when it can */
  desktopRefusal(): string | undefined
}
