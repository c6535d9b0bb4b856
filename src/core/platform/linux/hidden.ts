import { readFileSync } from 'node:fs'
import type { Lack } from '../../../shared/contract/lacks.ts'

/**
 * @param mounts the text of /proc/self/mounts
 * @returns the value of procfs' option `hidepid` at that mount point, when it hides anything: proc(5)
 */
export function hidepidOf(mounts: string, root: string): string | undefined {
  // A later line covers an earlier one.
  const line = mounts.split('\n').findLast((each) => each.split(' ')[1] === root && each.split(' ')[2] === 'proc')
  const value = /(?:^|,)hidepid=([^,]+)/.exec(line?.split(' ')[3] ?? '')?.[1]
  return value === undefined || value === '0' || value === 'off' ? undefined : value
}

/** @returns the lack when other users' processes are hidden from this one; root sees all */
export function hiddenLacks(root: string): readonly Lack[] {
  if (process.geteuid?.() === 0) return []
  try {
    const hidepid = hidepidOf(readFileSync('/proc/self/mounts', 'utf8'), root)
    return hidepid === undefined ? [] : [{ kind: 'hidden', root, hidepid }]
  } catch {
    return []
  }
}
