import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { attempt } from '../../../shared/model/shortage.ts'
import type { ProcFiles } from './proc-files.ts'

/** What the table keeps of a command line, in bytes; one may be megabytes long. */
const keptBytes = 4096
/** `TASK_COMM_LEN` less its NUL: include/linux/sched.h */
const keptNameBytes = 15
const buffer = Buffer.allocUnsafe(keptBytes + 1)

export interface ImageFacts {
  readonly command?: string[]
  readonly commandTruncated?: boolean
  readonly executable?: string
  readonly executableDeleted?: boolean
}

/**
 * @returns the arguments of a NUL-separated command line; bytes that are not UTF-8 become U+FFFD. Undefined when it
 *   tells nothing: kernel threads and zombies have none, a program may erase its own, and one started without
 *   arguments gets an empty one from the kernel (since 5.18)
 */
export function splitArguments(bytes: Buffer): string[] | undefined {
  if (bytes.every((byte) => byte === 0)) return undefined
  const text = bytes.toString('utf8')
  return (text.endsWith('\0') ? text.slice(0, -1) : text).split('\0')
}

/**
 * @returns what is fixed between two execs; what the OS denies or has lost is absent
 * @throws when there is no descriptor to read it with
 */
export function readImageFacts(files: ProcFiles, folder: string): ImageFacts {
  const bytes = attempt(() => readStart(files, `${folder}/cmdline`))
  const truncated = bytes !== undefined && bytes.length > keptBytes
  const command = bytes && splitArguments(truncated ? bytes.subarray(0, keptBytes) : bytes)
  return {
    ...(command && { command }),
    ...(truncated && { commandTruncated: true }),
    ...readExecutable(files, folder),
  }
}

/** memfd_create(2): a file in memory never had a name on a disk, and looks deleted from its start. */
const inMemory = '/memfd:'

/** d_path() in fs/d_path.c: what the kernel writes behind the path of a file that has no name any more. */
const deleted = ' (deleted)'

/**
 * @returns the file that a process runs, and whether that was deleted: replaced by an update, for one; not of one that
 *   never was on a disk
 */
export function readExecutable(files: ProcFiles, folder: string): Pick<ImageFacts, 'executable' | 'executableDeleted'> {
  const path = attempt(() => files.link(`${folder}/exe`))
  if (path === undefined) return {}
  if (!path.endsWith(deleted)) return { executable: path }
  const executable = path.slice(0, -deleted.length)
  return path.startsWith(inMemory) ? { executable } : { executable, executableDeleted: true }
}

/** @returns the whole command line of a process; undefined when it has none or is gone */
export function readCommandLine(root: string, pid: number): readonly string[] | undefined {
  return attempt(() => splitArguments(readFileSync(`${root}/${pid}/cmdline`)))
}

/**
 * @returns the user id that a process acts as (its effective one), also of one that is not dumpable: the files in its
 *   folder then belong to root, the folder itself does not (task_dump_owner in fs/proc/base.c)
 */
export function readOwner(files: ProcFiles, folder: string): number | undefined {
  return attempt(() => files.owner(folder))
}

/**
 * @param nameBytes the name as the kernel keeps it, one character per byte
 * @returns what people read; a last character of which the kernel has cut the end is left out
 */
export function readName(nameBytes: string): string {
  // While more is to come, it keeps back what is not a whole character.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(nameBytes, 'latin1'), {
    stream: isNameFull(nameBytes),
  })
}

/** @returns whether the kernel may have cut the end of the name */
export function isNameFull(nameBytes: string): boolean {
  return nameBytes.length >= keptNameBytes
}

/** @returns the whole name, of which the kernel keeps so many bytes: the executable or first argument has the rest */
export function fullName(nameBytes: string, facts: ImageFacts): string {
  const name = readName(nameBytes)
  if (!isNameFull(nameBytes)) return name
  const candidates = [facts.executable, facts.command?.[0]]
  const longer = candidates.map((path) => path && basename(path)).find((each) => each?.startsWith(name))
  return longer ?? name
}

function readStart(files: ProcFiles, file: string): Buffer {
  const descriptor = files.open(file)
  try {
    let length = 0
    while (length < buffer.length) {
      const got = files.read(descriptor, buffer, length)
      if (got === 0) break
      length += got
    }
    return Buffer.from(buffer.subarray(0, length))
  } finally {
    files.close(descriptor)
  }
}
