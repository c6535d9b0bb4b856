import { parseProcStat, type ProcStat } from '../../../shared/model/proc-stat.ts'
import { attempt } from '../../../shared/model/shortage.ts'
import { procFiles, type ProcFiles } from './proc-files.ts'

/** include/linux/sched.h */
const PF_EXITING = 0x4
/** SIGKILL among the pending signals of a thread: the end of the whole process gives it to each (zap_other_threads). */
const killPending = 0x100
/** What is said of a process whose threads do different things: one that may still start others has not stopped. */
const order = ['running', 'disk-sleep', 'sleeping', 'idle', 'unknown', 'traced', 'stopped'] as const

export interface LivingThread {
  /** Its folder in procfs, where the memory, files and executable of the process are still to be had. */
  readonly folder: string
  readonly stat: ProcStat
}

const buffer = Buffer.allocUnsafe(4096)

/**
 * The first thread of a process may end before the others, by pthread_exit(3) in `main`. The process then looks like a
 * zombie, with nothing in its folder, but it goes on in the other threads. Files are read only in that case.
 * @param folder of the process in procfs
 * @param stat what it tells of the process
 * @returns a thread that goes on, the busiest one; undefined when the first does, or none
 * @throws when there is no descriptor to look with
 */
export function livingThread(
  folder: string,
  { pid, state, threads }: Pick<ProcStat, 'pid' | 'state' | 'threads'>,
  files: ProcFiles = procFiles,
): LivingThread | undefined {
  if (state !== 'zombie' || threads <= 1) return undefined
  const names = attempt(() => files.list(`${folder}/task`)) ?? []
  const living = names.flatMap((name) => {
    const path = `${folder}/task/${name}`
    const text = Number(name) === pid ? undefined : attempt(() => read(files, `${path}/stat`))
    const stat = text === undefined ? undefined : parseProcStat(text)
    return text === undefined || stat === undefined || isEnding(text) ? [] : { folder: path, stat }
  })
  return order.flatMap((each) => living.find((thread) => thread.stat.state === each) ?? [])[0]
}

/** proc(5): field 9 tells of a thread that is about to end, field 31 of one that was told to. */
function isEnding(text: string): boolean {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[6]) & PF_EXITING) !== 0 || (Number(fields[28]) & killPending) !== 0
}

function read(files: ProcFiles, file: string): string {
  const descriptor = files.open(file)
  try {
    return buffer.toString('latin1', 0, files.read(descriptor, buffer, 0))
  } finally {
    files.close(descriptor)
  }
}
