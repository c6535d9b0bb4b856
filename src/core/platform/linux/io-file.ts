import type { ProcStat } from '../../../shared/model/proc-stat.ts'

/**
 * The whole process' figures hold those of the children it has waited for (wait_task_zombie in kernel/exit.c): a shell
 * would seem to write what its commands wrote. Its only thread's do not; nor do they hold those of threads that have
 * ended, which the kernel adds to the same sum. With more threads there is no other.
 * @returns which file in the folder of a process tells what it moved, proc(5)
 */
export function ioFileOf({ pid, threads }: Pick<ProcStat, 'pid' | 'threads'>): string {
  return threads === 1 ? `task/${pid}/io` : wholeIoFile
}

export const wholeIoFile = 'io'
