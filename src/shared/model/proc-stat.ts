import type { ProcessState } from '../contract/process.ts'

/** What `/proc/PID/stat` tells (proc(5)); times in clock ticks, memory in pages. */
export interface ProcStat {
  readonly pid: number
  /** The command name's characters as they stand between the parentheses: one per byte. */
  readonly nameBytes: string
  readonly state: ProcessState
  readonly ppid: number
  readonly processGroup: number
  readonly session: number
  readonly terminalNumber: number
  /** It is a thread of the kernel: it has no program, and neither memory nor descriptors of its own. */
  readonly kernel: boolean
  /** User and system time of this process alone: reaped children are not added, or reaping would spike the parent. */
  readonly cpuTicks: number
  /** 0 to 39 for ordinary processes, negative for real-time ones. */
  readonly priority: number
  readonly nice: number
  readonly threads: number
  /** The start stamp, verbatim. */
  readonly startTicks: string
  readonly rssPages: number
  /** Absent on a kernel too old to tell. */
  readonly lastCpu: number | undefined
  /** Changes at exec; addresses the reader may not see are 0. */
  readonly imageKey: string
}

/** include/linux/sched.h */
const PF_KTHREAD = 0x0020_0000

const states = new Map<string, ProcessState>([
  ['R', 'running'],
  ['S', 'sleeping'],
  ['D', 'disk-sleep'],
  ['T', 'stopped'],
  ['t', 'traced'],
  ['Z', 'zombie'],
  ['I', 'idle'],
  ['X', 'dead'],
  ['x', 'dead'],
])

/** @returns the state that the first letter of a Unix state column stands for */
export function stateOfLetter(letter: string): ProcessState {
  return states.get(letter) ?? 'unknown'
}

/**
 * @param text the file, decoded as Latin-1 so that positions are bytes
 * @returns its fields; undefined when it is not such a file, or the process vanished while it was read
 */
export function parseProcStat(text: string): ProcStat | undefined {
  const open = text.indexOf('(')
  // The name may hold spaces, parentheses and newlines: only the last one closes it.
  const close = text.lastIndexOf(')')
  if (open < 0 || close < open) return undefined
  const fields = text.slice(close + 2).split(' ')
  const startTicks = fields[19]
  if (startTicks === undefined || fields.length < 22) return undefined
  const at = (field: number): number => Number(fields[field - 3])
  // Linux (fs/proc/array.c) has no group for a task that it has just taken away, and 0 in the place of its parent.
  if (at(5) === -1) return undefined
  return {
    pid: Number(text.slice(0, open)),
    nameBytes: text.slice(open + 1, close),
    state: stateOfLetter(fields[0] ?? ''),
    ppid: at(4),
    processGroup: at(5),
    session: at(6),
    terminalNumber: at(7),
    kernel: (at(9) & PF_KTHREAD) !== 0,
    cpuTicks: at(14) + at(15),
    priority: at(18),
    nice: at(19),
    threads: at(20),
    startTicks,
    rssPages: at(24),
    lastCpu: fields[36] === undefined ? undefined : at(39),
    imageKey: `${fields[23]}:${fields[25]}:${fields[45] ?? ''}`,
  }
}

/** @returns whether nothing of the process runs any more: its first thread looks like a zombie while others go on, too */
export function hasEnded({ state, threads }: Pick<ProcStat, 'state' | 'threads'>): boolean {
  return state === 'dead' || (state === 'zombie' && threads <= 1)
}

/**
 * @param terminalNumber the `tty_nr` field: minor number in bits 31–20 and 7–0, major in 15–8
 * @returns `pts/3`, `tty1`, …; undefined when the process has no controlling terminal
 */
export function terminalName(terminalNumber: number): string | undefined {
  if (terminalNumber === 0) return undefined
  const major = (terminalNumber >> 8) & 0xfff
  const minor = ((terminalNumber >>> 12) & 0xfff00) | (terminalNumber & 0xff)
  // Documentation/admin-guide/devices.txt
  if (major >= 136 && major <= 143) return `pts/${minor + (major - 136) * 256}`
  if (major === 4) return minor < 64 ? `tty${minor}` : `ttyS${minor - 64}`
  if (major === 5 && minor === 1) return 'console'
  return `${major}:${minor}`
}
