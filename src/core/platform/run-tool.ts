import { execFile } from 'node:child_process'

/**
 * @param program a tool of the OS
 * @returns what it printed; the empty text when it is missing, failed or took longer than ten seconds
 */
export function runTool(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      { timeout: 10_000, maxBuffer: 64 * 1024 * 1024, windowsHide: true },
      (_error, stdout) => resolve(stdout),
    )
  })
}
