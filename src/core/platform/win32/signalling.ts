import treeKill from 'tree-kill'
import { requireKoffi, type LoadKoffi } from '../load-koffi.ts'
import { portableHandle } from '../portable-handle.ts'
import { runTool } from '../run-tool.ts'
import type { ProcessHandle, ScannedProcess, SignallingPlatform } from '../signalling.ts'
import { pidsListeningOn } from './ports.ts'
import { isSuspending, loadSuspender, suspendingSignals, type Suspender } from './suspend.ts'

/** Windows stops with a bug check, or loses the session, when one of these ends. */
const criticalNames = new Set(
  ['system', 'registry', 'memory compression', 'secure system', 'idle', 'system idle process'].concat(
    ['smss', 'csrss', 'wininit', 'winlogon', 'services', 'lsass', 'lsaiso', 'svchost', 'dwm', 'fontdrvhost'].flatMap(
      (name) => [name, `${name}.exe`],
    ),
  ),
)

/**
 * Windows has no signals: SIGTERM asks the windows to close, SIGKILL is TerminateProcess, SIGSTOP and SIGCONT suspend and
 * resume.
 * @param loadKoffi tests give one that fails
 */
export function win32Signalling(loadKoffi: LoadKoffi = requireKoffi): SignallingPlatform {
  const suspend = loadSuspender(loadKoffi)
  return {
    signals: suspend === undefined ? [] : suspendingSignals,
    atomic: false,
    degraded: [
      'Forkscope does not hold a process while it ends it on Windows yet: its identity is checked immediately before, but check and end are two steps.',
      ...(suspend === undefined ? ['Processes cannot be suspended: the native helper koffi could not be loaded.'] : []),
    ],
    open: (pid) => windowsHandle(pid, suspend),
    listeningOn: pidsListeningOn,
    scan: async () => parseWmic(await runTool('wmic', ['process', 'get', 'ParentProcessId,ProcessId', '/format:csv'])),
    isKernelThread: () => false,
    isCritical: (name) => criticalNames.has(name.toLowerCase()),
    endTree: (pid) =>
      new Promise((resolve, reject) => {
        treeKill(pid, 'SIGKILL', (error) => (error === undefined || error === null ? resolve() : reject(error)))
      }),
  }
}

function windowsHandle(pid: number, suspend: Suspender | undefined): ProcessHandle | undefined {
  const abrupt = portableHandle(pid)
  if (abrupt === undefined) return undefined
  return {
    ...abrupt,
    async send(signal) {
      if (isSuspending(signal)) return suspend?.(pid, signal) ?? { kind: 'unsupported' }
      if (signal !== 'SIGTERM') return abrupt.send(signal)
      await runTool('taskkill', ['/PID', String(pid)])
      return { kind: 'sent' }
    },
  }
}

/** @param text output of wmic in csv: Node,ParentProcessId,ProcessId */
export function parseWmic(text: string): ReadonlyMap<number, ScannedProcess> {
  const rows = text.split(/\r?\n/).map((line) => line.split(',').slice(-2).map(Number))
  return new Map(rows.flatMap(([ppid, pid]) => (pid && ppid !== undefined ? [[pid, { ppid }]] : [])))
}
