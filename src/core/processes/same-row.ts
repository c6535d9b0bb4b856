import type { Process } from '../../shared/contract/process.ts'

const plain = [
  'state',
  'ppid',
  'parentStartKey',
  'name',
  'cpuPercent',
  'cpuTimeMs',
  'rssBytes',
  'threads',
  'nice',
  'processGroup',
  'session',
  'terminal',
  'user',
  'executable',
  'command',
] as const satisfies readonly (keyof Process)[]

/**
 * Compares two rows of one identity. Commands are compared as objects: the source keeps them from sample to sample.
 * @returns whether a watcher would see no difference
 */
export function sameRow(a: Process, b: Process): boolean {
  for (const field of plain) if (a[field] !== b[field] && !sameList(a[field], b[field])) return false
  return (
    a.zombie?.waitingOn?.pid === b.zombie?.waitingOn?.pid &&
    a.orphan?.adopter.pid === b.orphan?.adopter.pid &&
    a.orphan?.evidence === b.orphan?.evidence &&
    a.daemon?.kind === b.daemon?.kind &&
    a.lab?.run === b.lab?.run
  )
}

function sameList(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, index) => each === b[index])
}
