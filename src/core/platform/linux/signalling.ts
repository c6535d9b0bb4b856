import { readdirSync, readFileSync } from 'node:fs'
import { stateOfLetter } from '../../../shared/model/proc-stat.ts'
import { portableHandle } from '../portable-handle.ts'
import type { ScannedProcess, SignallingPlatform } from '../signalling.ts'
import { parseControlGroup } from './control-group.ts'
import { loadPidfds, type LoadKoffi } from './pidfd.ts'
import { pidsListeningOn } from './ports.ts'

/** include/linux/sched.h */
const PF_KTHREAD = 0x0020_0000

/**
 * Signals on Linux: through pidfds where koffi and the kernel allow, otherwise check and kill(2).
 * @param loadKoffi tests give one that fails
 */
export function linuxSignalling(loadKoffi?: LoadKoffi): SignallingPlatform {
  const pidfds = loadPidfds(loadKoffi)
  const usable = 'open' in pidfds
  return {
    atomic: usable,
    degraded: usable ? [] : [pidfds.missing],
    open: usable ? pidfds.open : portableHandle,
    listeningOn: (port) => Promise.resolve(pidsListeningOn(port)),
    partOf,
    scan: () => Promise.resolve(scanProc()),
    isKernelThread: (pid) => (Number(statFields(pid)?.[6] ?? 0) & PF_KTHREAD) !== 0,
    isCritical: () => false,
  }
}

/** @returns the fields of /proc/PID/stat from the state (field 3) on; undefined when the process is gone */
function statFields(pid: number | string): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name before the last ')' may itself hold spaces and parentheses.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

function partOf(pid: number): { readonly unit?: string; readonly container?: string } {
  try {
    const { unit, container } = parseControlGroup(readFileSync(`/proc/${pid}/cgroup`, 'utf8')) ?? {}
    return { ...(unit !== undefined && { unit }), ...(container !== undefined && { container }) }
  } catch {
    return {}
  }
}

function scanProc(): ReadonlyMap<number, ScannedProcess> {
  const found = new Map<number, ScannedProcess>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const fields = statFields(name)
    const startKey = fields?.[19]
    if (fields === undefined || startKey === undefined) continue
    const state = stateOfLetter(fields[0] ?? '')
    found.set(Number(name), { ppid: Number(fields[1]), startKey, state, session: Number(fields[3]) })
  }
  return found
}
