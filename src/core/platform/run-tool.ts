import { execFile } from 'node:child_process'

/**
 * Dates and decimal points as parsers expect them, in whatever language the system speaks; an empty LC_ALL leaves the
 * rest, names in UTF-8 above all, as it is.
 */
const speech = { LC_ALL: '', LC_TIME: 'C', LC_NUMERIC: 'C', LC_MESSAGES: 'C' }

/**
 * @param program a tool of the OS
 * @returns what it printed; the empty text when it is missing, failed or took longer than ten seconds
 */
export function runTool(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      { timeout: 10_000, maxBuffer: 64 * 1024 * 1024, windowsHide: true, env: { ...process.env, ...speech } },
      (_error, stdout) => resolve(stdout),
    )
  })
}
