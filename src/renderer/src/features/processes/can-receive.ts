import { isNameless } from '../../components/shown-name.ts'
import type { PageProcess } from './process-store.ts'

/** @returns whether a signal does anything to such a process: a zombie has ended, a kernel thread takes none */
export function canReceive({ state, kernel }: Pick<PageProcess, 'state' | 'kernel'>): boolean {
  return state !== 'zombie' && kernel !== true
}

/**
 * @returns the names of those that a signal does something to: where one of a name has ended, others may live. Those
 * without a name that can be seen have none in common.
 */
export function receivingNames(rows: Iterable<Pick<PageProcess, 'name' | 'state' | 'kernel'>>): ReadonlySet<string> {
  const names = new Set<string>()
  for (const row of rows) if (!isNameless(row.name) && canReceive(row)) names.add(row.name)
  return names
}
