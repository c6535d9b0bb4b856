import { opendirSync, readFileSync } from 'node:fs'
import type { Lack } from '../../../shared/contract/lacks.ts'
import { parseProcStat, type ProcStat } from '../../../shared/model/proc-stat.ts'
import { shortageOf } from '../../../shared/model/shortage.ts'
import { createPsListSource, inspectByPsList, stampOfSeconds } from '../ps-list-source.ts'
import type { ProcessPlatform, ProcessSource } from '../source.ts'
import { readCommandLine } from './command-line.ts'
import { childrenOf, inspectProc } from './inspect.ts'
import { openProcConnector, watchProcEvents } from './proc-connector.ts'
import { createProcfsSource } from './source.ts'

/**
 * Linux: everything comes from procfs. Where that cannot be read, ps-list is asked, whose start stamps are seconds.
 * @param root the mount of procfs
 */
export function createLinuxProcesses(root: string): ProcessPlatform {
  const readOne = (pid: number): ProcStat | undefined => {
    try {
      return parseProcStat(readFileSync(`${root}/${pid}/stat`, 'latin1'))
    } catch {
      return undefined
    }
  }
  const inspect = async (pid: number) => {
    const found = inspectProc(root, pid)
    if (found !== undefined || whyUnreadable(root) === undefined) return found
    return inspectByPsList(pid, stampOfSeconds)
  }
  const createPortableSource = (): ProcessSource => {
    const ticks = whyUnreadable(root) === undefined
    return createPsListSource((listed) => (ticks ? readOne(listed.pid)?.startTicks : stampOfSeconds(listed)))
  }
  return {
    createSource() {
      const lack = whyUnreadable(root)
      if (lack === undefined) return createProcfsSource({ root })
      const portable = createPortableSource()
      return { ...portable, degraded: [lack, ...portable.degraded] }
    },
    createPortableSource,
    identify: (pid) => readOne(pid)?.startTicks ?? inspect(pid).then((found) => found?.startKey),
    inspect,
    openEvents: openProcConnector,
    watchEvents: watchProcEvents,
    children: (pid) => Promise.resolve(childrenOf(root, pid)),
    commandLine: (pid) => Promise.resolve(readCommandLine(root, pid)),
  }
}

export const linuxProcesses: ProcessPlatform = createLinuxProcesses('/proc')

/** @returns why that folder tells of no process; undefined when it does, or when only this program's limits forbid it */
function whyUnreadable(root: string): Lack | undefined {
  try {
    return holdsProcesses(root) ? undefined : { kind: 'lists-nothing', root }
  } catch (error) {
    if (shortageOf(error) !== undefined) return undefined
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { kind: 'unreadable', root, error: code }
  }
}

/** Stops at the first: thousands of names take the thread that asks tens of milliseconds. */
function holdsProcesses(root: string): boolean {
  const folder = opendirSync(root)
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      if (/^\d+$/.test(entry.name)) return true
    }
    return false
  } finally {
    folder.closeSync()
  }
}
