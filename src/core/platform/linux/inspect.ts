import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { attempt } from '../../../shared/model/shortage.ts'
import { parseProcStat, terminalName } from '../../../shared/model/proc-stat.ts'
import type { Inspection } from '../source.ts'
import { readName } from './command-line.ts'
import { livingThread } from './living-thread.ts'
import { pageBytes, tickMs } from './units.ts'

/**
 * One process with all that the lab measures: proc(5), `stat`, `status`, `wchan`, `exe`.
 * @throws the system's error when this program has no descriptors or memory left: the process may well be there
 */
export function inspectProc(root: string, pid: number): Inspection | undefined {
  const text = attempt(() => readFileSync(`${root}/${pid}/stat`, 'latin1'))
  const stat = text === undefined ? undefined : parseProcStat(text)
  if (text === undefined || stat === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const living = livingThread(`${root}/${pid}`, stat)
  const folder = living?.folder ?? `${root}/${pid}`
  const { state, rssPages, lastCpu } = living?.stat ?? stat
  const status = read(`${root}/${pid}/status`) ?? ''
  const switches = (kind: string): number | undefined =>
    numberOf(new RegExp(`^${kind}_ctxt_switches:\\s*(\\d+)`, 'm').exec(status)?.[1])
  return present({
    pid,
    startKey: stat.startTicks,
    ppid: stat.ppid,
    state,
    name: readName(stat.nameBytes),
    // As the kernel tells it, also of a zombie: the lab measures that it is 0.
    rssBytes: rssPages * pageBytes(),
    userMs: Number(fields[11]) * tickMs,
    systemMs: Number(fields[12]) * tickMs,
    processGroup: stat.processGroup,
    session: stat.session,
    terminal: terminalName(stat.terminalNumber),
    threads: stat.threads,
    lastCpu,
    voluntarySwitches: switches('voluntary'),
    involuntarySwitches: switches('nonvoluntary'),
    waitChannel: waitChannel(folder),
    executable: executable(folder),
  })
}

/** @returns the pids of the children that each thread of the process has; none on a kernel without that file */
export function childrenOf(root: string, pid: number): readonly number[] {
  try {
    return readdirSync(`${root}/${pid}/task`).flatMap((thread) => {
      const text = read(`${root}/${pid}/task/${thread}/children`) ?? ''
      return text
        .split(' ')
        .filter((each) => each !== '')
        .map(Number)
    })
  } catch {
    return []
  }
}

function waitChannel(folder: string): string | undefined {
  const name = read(`${folder}/wchan`)
  return name === undefined || name === '' || name === '0' ? undefined : name
}

function executable(folder: string): string | undefined {
  try {
    return readlinkSync(`${folder}/exe`)
  } catch {
    return undefined
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return undefined
  }
}

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))

function present(inspection: Inspection): Inspection {
  return Object.fromEntries(
    Object.entries(inspection).filter(([, value]) => value !== undefined),
  ) as unknown as Inspection
}
