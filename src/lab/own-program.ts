import { accessSync, constants, statSync, type Stats } from 'node:fs'
import { basename, delimiter, extname, join, resolve } from 'node:path'
import type { ProgramProblem } from '../shared/contract/lab.ts'
import type { RunProgram } from './engine/supervisor-messages.ts'
import { moduleMistakes, pythonMistakes } from './check-syntax.ts'

/** A program that cannot be run, in a sentence: what, which, and what to do instead. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError'
  /** @param problem the same, for whoever words it in another language; absent: it is what a compiler found */
  constructor(
    message: string,
    readonly problem?: ProgramProblem,
  ) {
    super(message)
  }
}

export interface OwnProgram {
  /** How it is called in the process table. */
  readonly title: string
  readonly program: RunProgram
}

const modules = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx']
const pythons = process.platform === 'win32' ? ['python', 'py'] : ['python3', 'python']

/** Whether the text names a program file rather than a lesson: by its ending or its path, or because it is there. */
export function looksLikeFile(text: string): boolean {
  const stat = statOf(text)
  // Also a file that is none: it is refused as that.
  if (stat !== undefined && (typeof stat === 'string' || !stat.isDirectory())) return true
  return [...modules, '.py'].includes(extname(text).toLowerCase()) || /[/\\]/.test(text)
}

/**
 * @param file TypeScript, JavaScript, Python, or anything executable
 * @throws ProgramError when it does not exist, does not compile (with file and line), or cannot be executed
 */
export async function programFromFile(file: string, args: readonly string[]): Promise<OwnProgram> {
  const path = resolve(file)
  const title = basename(path)
  const stat = statOf(path)
  if (stat === undefined) throw new ProgramError(`There is no file "${file}".`)
  if (typeof stat === 'string')
    throw new ProgramError(`"${file}" cannot be read: ${stat}; name the program file itself.`)
  if (stat.isDirectory()) throw new ProgramError(`"${file}" is a folder; name the program file in it.`)
  // One that is written to as it is read may never end.
  if (!stat.isFile()) throw new ProgramError(`"${file}" is a pipe or a device, not a file; save the program in a file.`)
  const ending = extname(path).toLowerCase()
  if (modules.includes(ending)) {
    refuse(await moduleMistakes(path))
    return { title, program: { kind: 'module', file: path, args } }
  }
  if (ending === '.py') {
    const python = pythons.find((each) => isCommand(each))
    if (python === undefined)
      throw new ProgramError(`"${file}" needs Python, and there is no python3 in PATH; install it.`, {
        kind: 'no-python',
      })
    refuse(await pythonMistakes(python, path))
    // Unbuffered: lines are seen when they are written.
    return { title, program: { kind: 'command', command: python, args: ['-u', path, ...args] } }
  }
  if (!isExecutable(path)) {
    throw new ProgramError(
      `"${file}" is not executable, nor a .ts, .js or .py file; chmod +x it, or name its interpreter: -- COMMAND "${file}".`,
    )
  }
  return { title, program: { kind: 'command', command: path, args } }
}

/** @throws ProgramError when there is no such command */
export function programFromCommand(command: string, args: readonly string[]): OwnProgram {
  if (!isCommand(command)) {
    throw new ProgramError(
      `There is no command "${command}" that can be executed; give its path or one that PATH has.`,
      { kind: 'no-command', command },
    )
  }
  return { title: basename(command), program: { kind: 'command', command, args } }
}

function refuse(mistakes: string | undefined): void {
  if (mistakes !== undefined) throw new ProgramError(`This program does not compile: ${mistakes}`)
}

/** @returns undefined when there is nothing of that name; a text: why it cannot be told what there is */
function statOf(path: string): Stats | string | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    // `ELOOP: too many symbolic links encountered, stat './loop'`
    return error instanceof Error ? error.message.replace(/, stat .*$/s, '') : String(error)
  }
}

function isCommand(command: string): boolean {
  if (/[/\\]/.test(command)) return isExecutable(command)
  const endings = process.platform === 'win32' ? (process.env['PATHEXT'] ?? '.EXE').split(';') : ['']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.some((folder) => ['', ...endings].some((ending) => isExecutable(join(folder, command + ending))))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
