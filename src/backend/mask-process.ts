import type { Process } from '../shared/contract/process.ts'
import { maskSecrets } from '../shared/model/mask-secrets.ts'

/** @returns the row with values that look like secrets replaced; the same object when there are none */
export function maskProcess(row: Process): Process {
  if (row.command === undefined) return row
  const { command, masked } = maskSecrets(row.command)
  return masked ? { ...row, command: [...command], commandMasked: true } : row
}
