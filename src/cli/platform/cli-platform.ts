/** What the command line needs of an operating system. */
export interface CliPlatform {
  /** The program that opens an address in the user's browser, and what comes before the address. No shell. */
  readonly opener: readonly [string, ...string[]]
  /** @returns the sentence that says why the desktop app cannot run for this user; undefined when it can */
  desktopRefusal(): string | undefined
}
