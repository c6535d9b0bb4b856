import { readFileSync } from 'node:fs'
import { hasEnded, parseProcStat } from '../../shared/model/proc-stat.ts'

/**
 * Looks whether a child has ended that libuv has not reaped yet, because this process was blocked meanwhile. Python
 * would call waitpid(2); here the kernel's record of the zombie is read, where there is one (proc_pid_stat(5), field 52).
 * @returns its exit status as Python has it; undefined while it runs, and where the OS has no such record
 */
export function exitStatusOf(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const stat = parseProcStat(text)
    // While other threads of it still end, waitpid(2) would not have it either.
    if (stat?.state !== 'zombie' || !hasEnded(stat)) return undefined
    const status = Number(
      text
        .slice(text.lastIndexOf(')') + 2)
        .trim()
        .split(' ')
        .at(49),
    )
    const signal = status & 0x7f
    return signal === 0 ? (status >> 8) & 0xff : -signal
  } catch {
    return undefined
  }
}
