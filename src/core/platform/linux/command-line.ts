import { closeSync, openSync, readFileSync, readSync, readlinkSync, statSync } from 'node:fs'
import { basename } from 'node:path'

/** What the table keeps of a command line, in bytes; one may be megabytes long. */
const keptBytes = 4096
const buffer = Buffer.allocUnsafe(keptBytes + 1)

export interface ImageFacts {
  readonly command?: string[]
  readonly commandTruncated?: boolean
  readonly executable?: string
  readonly uid?: number
}

/** @returns the arguments of a NUL-separated command line; bytes that are not UTF-8 become U+FFFD */
export function splitArguments(bytes: Buffer): string[] | undefined {
  if (bytes.length === 0) return undefined
  const text = bytes.toString('utf8')
  return (text.endsWith('\0') ? text.slice(0, -1) : text).split('\0')
}

/** @returns what is fixed between two execs; what the OS denies or has lost is absent */
export function readImageFacts(root: string, pid: number): ImageFacts {
  const folder = `${root}/${pid}`
  const bytes = attempt(() => readStart(`${folder}/cmdline`))
  const truncated = bytes !== undefined && bytes.length > keptBytes
  const command = bytes && splitArguments(truncated ? bytes.subarray(0, keptBytes) : bytes)
  const executable = attempt(() => readlinkSync(`${folder}/exe`).replace(/ \(deleted\)$/, ''))
  // The folder belongs to the effective user, also of processes that are not dumpable (fs/proc/base.c).
  const uid = attempt(() => statSync(folder).uid)
  return {
    ...(command && { command }),
    ...(truncated && { commandTruncated: true }),
    ...(executable !== undefined && { executable }),
    ...(uid !== undefined && { uid }),
  }
}

/** @returns the whole command line of a process; undefined when it has none or is gone */
export function readCommandLine(root: string, pid: number): readonly string[] | undefined {
  return attempt(() => splitArguments(readFileSync(`${root}/${pid}/cmdline`)))
}

/** The kernel cuts names at 15 bytes; the executable or first argument has the rest. */
export function fullName(name: string, facts: ImageFacts): string {
  if (name.length < 15) return name
  const candidates = [facts.executable, facts.command?.[0]]
  const longer = candidates.map((path) => path && basename(path)).find((each) => each?.startsWith(name))
  return longer ?? name
}

function readStart(file: string): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    let length = 0
    while (length < buffer.length) {
      const got = readSync(descriptor, buffer, length, buffer.length - length, length)
      if (got === 0) break
      length += got
    }
    return Buffer.from(buffer.subarray(0, length))
  } finally {
    closeSync(descriptor)
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
