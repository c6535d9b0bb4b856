import type { ProcessIdentity } from '../../../../../shared/contract/process.ts'
import { keyOf } from '../../../../../shared/model/tree.ts'

/** @returns where the page of a process is */
export function addressOf(process: ProcessIdentity): string {
  return `#/processes/${encodeURIComponent(keyOf(process))}`
}
