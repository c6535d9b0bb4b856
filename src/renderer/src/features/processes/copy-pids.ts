/** Puts the pids of those that are meant on the clipboard, one a line: as `kill` and `xargs` take them. */
export function copyPids(meant: readonly { readonly pid: number }[]): void {
  void navigator.clipboard.writeText(meant.map(({ pid }) => String(pid)).join('\n'))
}
