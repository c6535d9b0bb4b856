import { closeSync, openSync, readdirSync, readlinkSync, readSync, statSync } from 'node:fs'

/** What is asked of procfs; tests put themselves between. All of it throws Node's errors with their `code`. */
export interface ProcFiles {
  list(folder: string): readonly string[]
  open(file: string): number
  /** @returns how many bytes of the file, from its start plus `from`, are in the buffer from there on */
  read(descriptor: number, buffer: Buffer, from: number): number
  close(descriptor: number): void
  link(file: string): string
  /** @returns the user id that owns the file */
  owner(file: string): number
  /** @returns the size that the system tells of a file or folder */
  size(file: string): number
}

export const procFiles: ProcFiles = {
  list: (folder) => readdirSync(folder),
  open: (file) => openSync(file, 'r'),
  read: (descriptor, buffer, from) => readSync(descriptor, buffer, from, buffer.length - from, from),
  close: closeSync,
  link: (file) => readlinkSync(file),
  owner: (file) => statSync(file).uid,
  size: (file) => statSync(file).size,
}

const shortages = new Set(['EMFILE', 'ENFILE', 'ENOMEM'])

/**
 * @returns the code of an error that tells of this program's or the machine's limits and nothing of the process that
 *   was looked at: it has neither ended nor is it hidden
 */
export function shortageOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return shortages.has(code) ? code : undefined
}

/** @returns what was read; undefined when the process has ended meanwhile, or the system denies it */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (shortageOf(error) !== undefined) throw error
    return undefined
  }
}
