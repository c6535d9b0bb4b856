import { readdirSync, readFileSync } from 'node:fs'
import { parseProcStat, type ProcStat } from '../../../shared/model/proc-stat.ts'
import { realTimeSignals } from '../../../shared/model/real-time-signals.ts'
import { portableHandle } from '../portable-handle.ts'
import type { ScannedProcess, SignallingPlatform } from '../signalling.ts'
import { parseControlGroup } from './control-group.ts'
import { livingThread } from './living-thread.ts'
import { loadPidfds, type LoadKoffi } from './pidfd.ts'
import { listenersOn } from './ports.ts'

/**
 * Signals on Linux: through pidfds where koffi and the kernel allow, otherwise check and kill(2).
 * @param loadKoffi tests give one that fails
 */
export function linuxSignalling(loadKoffi?: LoadKoffi): SignallingPlatform {
  const pidfds = loadPidfds(loadKoffi)
  const usable = 'open' in pidfds
  return {
    atomic: usable,
    signals: [...realTimeSignals.keys()],
    degraded: usable ? [] : [pidfds.missing],
    open: usable ? pidfds.open : portableHandle,
    listeningOn: (port) => Promise.resolve(listenersOn(port)),
    partOf,
    scan: () => Promise.resolve(scanProc()),
    isKernelThread: (pid) => statOf(pid)?.kernel === true,
    isCritical: () => false,
  }
}

/** @returns undefined when the process is gone */
function statOf(pid: number): ProcStat | undefined {
  try {
    return parseProcStat(readFileSync(`/proc/${pid}/stat`, 'latin1'))
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
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined
    if (stat === undefined) continue
    const { pid, ppid, startTicks, session } = stat
    // What its other threads still do, it does: it has neither ended nor stopped by the end of the first.
    const state = livingThread(`/proc/${pid}`, stat)?.stat.state ?? stat.state
    found.set(pid, { ppid, startKey: startTicks, state, session })
  }
  return found
}
