import { parseProcStat, type ProcStat } from '../../../../shared/model/proc-stat.ts'
import { livingThread } from '../../../platform/linux/living-thread.ts'
import { ifThere, readText } from './read-proc.ts'

/** @returns undefined when the process or thread is gone */
export async function readStat(folder: string): Promise<ProcStat | undefined> {
  const text = await ifThere(readText(`${folder}/stat`))
  return text === undefined ? undefined : parseProcStat(text)
}

/**
 * @param folder of a process in procfs
 * @returns where what the process has is to be had: its own folder, or that of the thread that the table follows
 */
export async function livingFolder(folder: string): Promise<string> {
  const stat = await readStat(folder)
  return (stat && livingThread(folder, stat)?.folder) ?? folder
}
