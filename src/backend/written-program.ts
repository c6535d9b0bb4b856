import { rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProgramMistake, ProgramRequest } from '../shared/contract/lab.ts'
import {
  makePrivateFolder,
  programFromCommand,
  programFromFile,
  TemporaryFolderError,
  type OwnProgram,
} from './own-programs.ts'

/** Node finds out itself which kind of module a .js is. */
const usualEndings = { typescript: 'ts', javascript: 'js', python: 'py' } as const

/**
 * Puts a program that was written in the page into a private folder, from which it runs.
 * @returns the program, and what removes its folder again
 * @throws ProgramError when it does not compile or there is no such command, TemporaryFolderError
 */
export async function keepProgram(request: ProgramRequest): Promise<{ own: OwnProgram; remove: () => void }> {
  if (request.kind === 'command') {
    const [command = '', ...args] = request.command
    return { own: programFromCommand(command, args), remove: () => {} }
  }
  const place = tmpdir()
  const folder = makePrivateFolder(place, 'forkscope-program-')
  const remove = (): void => {
    process.off('exit', remove)
    rmSync(folder, { recursive: true, force: true })
  }
  // A host that is told to end may be gone before the run's end is heard of.
  process.once('exit', remove)
  try {
    const file = join(folder, `program.${request.ending ?? usualEndings[request.language]}`)
    await writeFile(file, request.code, { mode: 0o600 }).catch((cause: unknown) => {
      throw new TemporaryFolderError(place, cause)
    })
    return { own: await programFromFile(file, []), remove }
  } catch (cause) {
    remove()
    throw cause
  }
}

/** @returns the compiler's findings with their places: `FILE:LINE:COLUMN: MESSAGE` on each line */
export function mistakesOf(text: string): readonly ProgramMistake[] {
  return text.split('\n').map((line) => {
    const [, row, column, message] = /program\.\w+:(\d+):(\d+): (.*)$/.exec(line) ?? []
    if (message === undefined) return { message: line }
    return { message, line: Number(row), column: Number(column) }
  })
}
