import { lstat, readlink } from 'node:fs/promises'
import type { OpenFile } from '../../../../shared/contract/details.ts'
import { ifThere, mapSome, readNumbers } from './read-proc.ts'

export interface Descriptors {
  readonly files: readonly OpenFile[]
  /** How many are open. */
  readonly total: number
}

/** What the process has open: proc(5), `/proc/PID/fd`. @param most so many are looked at */
export async function readDescriptors(folder: string, most: number): Promise<Descriptors> {
  const { numbers, total } = await readNumbers(`${folder}/fd`, most)
  const files = await mapSome(numbers, async (descriptor) => {
    const link = `${folder}/fd/${descriptor}`
    const [target, entry] = await Promise.all([ifThere(readlink(link)), ifThere(lstat(link))])
    if (target === undefined) return undefined
    return describeFile(descriptor, target, entry?.mode ?? 0)
  })
  return { files, total }
}

/**
 * @param target what the link names
 * @param mode the link's own: its owner bits tell how the file was opened
 */
export function describeFile(descriptor: number, target: string, mode: number): OpenFile {
  const deleted = target.endsWith(' (deleted)')
  const access = accessOf(mode)
  return {
    descriptor,
    kind: kindOf(target),
    target: deleted ? target.slice(0, -' (deleted)'.length) : target,
    ...(access !== undefined && { access }),
    ...(deleted && { deleted }),
  }
}

/** @returns the inode number of a link to a socket, `socket:[4026]` */
export function socketInode(target: string): string | undefined {
  return /^socket:\[(\d+)\]$/.exec(target)?.[1]
}

function kindOf(target: string): OpenFile['kind'] {
  if (target.startsWith('socket:[')) return 'socket'
  if (target.startsWith('pipe:[')) return 'pipe'
  if (target.startsWith('/dev/') && !target.startsWith('/dev/shm/')) return 'device'
  return target.startsWith('/') ? 'file' : 'other'
}

function accessOf(mode: number): OpenFile['access'] {
  const [canRead, canWrite] = [(mode & 0o400) !== 0, (mode & 0o200) !== 0]
  if (canRead && canWrite) return 'both'
  if (canRead) return 'read'
  return canWrite ? 'write' : undefined
}
