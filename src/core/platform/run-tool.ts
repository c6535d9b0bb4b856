import { execFile, type ChildProcess } from 'node:child_process'

/**
 * Dates and decimal points as parsers expect them, in whatever language the system speaks; an empty LC_ALL leaves the
 * rest, names in UTF-8 above all, as it is.
 */
const speech = { LC_ALL: '', LC_TIME: 'C', LC_NUMERIC: 'C', LC_MESSAGES: 'C' }

export interface ToolAnswer {
  /** Undefined: the tool is missing, or took longer than ten seconds. */
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
  /** Why it failed, where it did: also the system's error when it could not be started. */
  readonly cause?: Error
}

/** @param program a tool of the OS, where more is to be known than what it printed: how it ended, and its complaint */
export function askTool(program: string, args: readonly string[]): Promise<ToolAnswer> {
  return new Promise((resolve) => {
    const tool = execFile(
      program,
      [...args],
      { timeout: 10_000, maxBuffer: 64 * 1024 * 1024, windowsHide: true, env: { ...process.env, ...speech } },
      (error, stdout, stderr) =>
        resolve({ exitCode: exitCodeOf(tool), stdout, stderr, ...(error !== null && { cause: error }) }),
    )
  })
}

/** A negative one is libuv's: the tool did not start. */
function exitCodeOf({ exitCode }: ChildProcess): number | undefined {
  return exitCode === null || exitCode < 0 ? undefined : exitCode
}

/**
 * @param program a tool of the OS
 * @returns what it printed; the empty text when it is missing, failed or took longer than ten seconds
 */
export async function runTool(program: string, args: readonly string[]): Promise<string> {
  return (await askTool(program, args)).stdout
}
