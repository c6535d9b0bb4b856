import { readFileSync } from 'node:fs'

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

/** @returns a sentence when other users' processes are hidden from this one; root sees all */
export function hiddenSentences(root: string): readonly string[] {
  if (process.geteuid?.() === 0) return []
  try {
    const value = hidepidOf(readFileSync('/proc/self/mounts', 'utf8'), root)
    if (value === undefined) return []
    return [`The system hides other users' processes (${root} is mounted with hidepid=${value}): they are not listed.`]
  } catch {
    return []
  }
}
