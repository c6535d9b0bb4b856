import { readFileSync } from 'node:fs'
import { parseProcStat, type ProcStat } from '../../../shared/model/proc-stat.ts'
import type { ProcessPlatform } from '../source.ts'
import { readCommandLine } from './command-line.ts'
import { createProcfsSource } from './source.ts'
import { pageBytes } from './units.ts'

/** Linux: everything comes from procfs. */
export const linuxProcesses: ProcessPlatform = {
  createSource: () => createProcfsSource(),
  identify: (pid) => readOne(pid)?.startTicks,
  inspect(pid) {
    const stat = readOne(pid)
    if (stat === undefined) return Promise.resolve(undefined)
    return Promise.resolve({
      pid,
      startKey: stat.startTicks,
      ppid: stat.ppid,
      state: stat.state,
      name: Buffer.from(stat.nameBytes, 'latin1').toString('utf8'),
      // As the kernel tells it, also of a zombie: the lab measures that it is 0.
      rssBytes: stat.rssPages * pageBytes(),
    })
  },
  commandLine: (pid) => Promise.resolve(readCommandLine('/proc', pid)),
}

function readOne(pid: number): ProcStat | undefined {
  try {
    return parseProcStat(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return undefined
  }
}
