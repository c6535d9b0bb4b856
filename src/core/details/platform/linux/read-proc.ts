import { open, opendir, readFile } from 'node:fs/promises'

/** So many files are read at once: enough to keep the disk threads busy, few enough to leave them to others. */
const atOnce = 32

/** @returns the file as text, one character per byte */
export function readText(file: string): Promise<string> {
  return readFile(file, 'latin1')
}

/** @returns the first bytes of a file that may be long, and whether there are more */
export async function readStart(
  file: string,
  mostBytes: number,
): Promise<{ readonly bytes: Buffer; readonly cut: boolean }> {
  const handle = await open(file, 'r')
  try {
    const buffer = Buffer.allocUnsafe(mostBytes + 1)
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return { bytes: buffer.subarray(0, Math.min(length, mostBytes)), cut: length > mostBytes }
  } finally {
    await handle.close()
  }
}

/** A folder is read in parts of so many entries, between which others have their turns. */
const entriesAtOnce = 256

/** @returns the first numbers that name entries of a folder, as the kernel lists them: in order, and how many there are */
export async function readNumbers(
  folder: string,
  most: number,
): Promise<{ readonly numbers: readonly number[]; readonly total: number }> {
  const numbers: number[] = []
  let total = 0
  for await (const { name } of await opendir(folder, { bufferSize: entriesAtOnce })) {
    total += 1
    if (numbers.length < most) numbers.push(Number(name))
  }
  return { numbers, total }
}

/** @returns the results in order; undefined ones are left out: what vanished meanwhile */
export async function mapSome<T, R>(
  items: readonly T[],
  map: (item: T) => Promise<R | undefined>,
): Promise<readonly R[]> {
  const results: R[] = []
  for (let from = 0; from < items.length; from += atOnce) {
    const part = await Promise.all(items.slice(from, from + atOnce).map(map))
    for (const each of part) if (each !== undefined) results.push(each)
  }
  return results
}

/** @returns undefined instead of the error of an entry that has vanished */
export async function ifThere<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read
  } catch (cause) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined
    if (code === 'ENOENT' || code === 'ESRCH') return undefined
    throw cause
  }
}
