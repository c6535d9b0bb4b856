import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { attempt } from '../../../shared/model/shortage.ts'
import type { ProcFiles } from './proc-files.ts'

/** What the table keeps of a command line, in bytes; one may be megabytes long. */
const keptBytes = 4096
const buffer = Buffer.allocUnsafe(keptBytes + 1)

export interface ImageFacts {
  readonly command?: string[]
  readonly commandTruncated?: boolean
  readonly executable?: string
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
  const executable = attempt(() => files.link(`${folder}/exe`).replace(/ \(deleted\)$/, ''))
  return {
    ...(command && { command }),
    ...(truncated && { commandTruncated: true }),
    ...(executable !== undefined && { executable }),
  }
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

/** The kernel cuts names at 15 bytes; the executable or first argument has the rest. */
export function fullName(name: string, facts: ImageFacts): string {
  if (name.length < 15) return name
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
