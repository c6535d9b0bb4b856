import { portableHandle } from '../portable-handle.ts'
import { runTool } from '../run-tool.ts'
import type { ScannedProcess, SignallingPlatform } from '../signalling.ts'
import { listenersOn } from './ports.ts'

/** Signals on macOS and other Unix systems: check, then kill(2). */
export function darwinSignalling(): SignallingPlatform {
  return {
    atomic: false,
    degraded: [{ kind: 'two-steps' }],
    open: portableHandle,
    listeningOn: listenersOn,
    scan: async () => parseParents(await runTool('ps', ['-axo', 'pid=,ppid='])),
    isKernelThread: () => false,
    isCritical: () => false,
  }
}

/** @param text output of `ps -axo pid=,ppid=` */
export function parseParents(text: string): ReadonlyMap<number, ScannedProcess> {
  const pairs = text.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  return new Map(
    pairs.flatMap(([pid, ppid]) => (pid === undefined || pid <= 0 || ppid === undefined ? [] : [[pid, { ppid }]])),
  )
}
