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
