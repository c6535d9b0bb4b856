import psList, { type ProcessDescriptor } from 'ps-list'
import treeKill from 'tree-kill'
import { requireKoffi, type LoadKoffi } from '../load-koffi.ts'
import { portableHandle, sendFailure } from '../portable-handle.ts'
import { askTool, type ToolAnswer } from '../run-tool.ts'
import type { ProcessHandle, ScannedProcess, SendOutcome, SignallingPlatform } from '../signalling.ts'
import { loadBirths, trueParents, type BirthOf } from './births.ts'
import { listenersOn } from './ports.ts'
import { stampOfName } from './processes.ts'
import { isSuspending, loadSuspender, suspendingSignals, type Suspender } from './suspend.ts'
import { outcomeOfTaskkill } from './taskkill.ts'

/** Windows stops with a bug check, or loses the session, when one of these ends. */
const criticalNames = new Set(
  ['system', 'registry', 'memory compression', 'secure system', 'idle', 'system idle process'].concat(
    ['smss', 'csrss', 'wininit', 'winlogon', 'services', 'lsass', 'lsaiso', 'svchost', 'dwm', 'fontdrvhost'].flatMap(
      (name) => [name, `${name}.exe`],
    ),
  ),
)

/** What ends and lists processes on Windows; tests give others. */
export interface WindowsTools {
  /** `taskkill /PID`: asks the windows of the process to close. */
  askToClose(pid: number): Promise<ToolAnswer>
  /** `taskkill /T /F` */
  endTree(pid: number): Promise<ToolAnswer>
  /** Ends nothing: tells whether the process is there and this account may end it. */
  mayEnd(pid: number): SendOutcome
  terminate(pid: number, signal: string): SendOutcome | Promise<SendOutcome>
  list(): Promise<readonly ProcessDescriptor[]>
  /** By default Windows is asked through koffi. */
  readonly birthOf?: BirthOf
}

const systemTools: WindowsTools = {
  askToClose: (pid) => askTool('taskkill', ['/PID', String(pid)]),
  endTree: (pid) =>
    new Promise((resolve) => {
      treeKill(pid, 'SIGKILL', (error) => resolve(answerOf(error ?? undefined)))
    }),
  mayEnd(pid) {
    try {
      process.kill(pid, 0)
      return { kind: 'sent' }
    } catch (error) {
      return sendFailure(error)
    }
  },
  terminate: (pid, signal) => portableHandle(pid)?.send(signal) ?? { kind: 'gone' },
  list: () => psList(),
}

/**
 * Windows has no signals: SIGTERM asks the windows to close, SIGKILL is TerminateProcess, SIGSTOP and SIGCONT suspend and
 * resume.
 * @param loadKoffi tests give one that fails
 * @param tools tests give others
 */
export function win32Signalling(
  loadKoffi: LoadKoffi = requireKoffi,
  tools: WindowsTools = systemTools,
): SignallingPlatform {
  const suspend = loadSuspender(loadKoffi)
  const birthOf = tools.birthOf ?? loadBirths(loadKoffi)
  return {
    signals: suspend === undefined ? [] : suspendingSignals,
    atomic: false,
    degraded: [
      { kind: 'two-steps' },
      ...(suspend === undefined ? [{ kind: 'no-suspend' } as const] : []),
      ...(birthOf === undefined ? [{ kind: 'no-births' } as const] : []),
    ],
    open: (pid) => (pid <= 0 ? undefined : windowsHandle(pid, tools, suspend)),
    listeningOn: listenersOn,
    scan: async () => trueParents(parentsOf(await tools.list()), birthOf),
    isKernelThread: () => false,
    isCritical: (name) => criticalNames.has(name.toLowerCase()),
    endTree: async (pid) => outcomeOfTaskkill(await tools.endTree(pid), () => tools.mayEnd(pid)),
  }
}

function windowsHandle(pid: number, tools: WindowsTools, suspend: Suspender | undefined): ProcessHandle {
  return {
    async send(signal) {
      if (isSuspending(signal)) return suspend?.(pid, signal) ?? { kind: 'unsupported' }
      if (signal !== 'SIGTERM') return tools.terminate(pid, signal)
      return outcomeOfTaskkill(await tools.askToClose(pid), () => tools.mayEnd(pid))
    },
    // A pid that is in use may be another process's by now; one that is not tells enough.
    hasEnded: () => (tools.mayEnd(pid).kind === 'gone' ? true : undefined),
    close: () => {},
  }
}

function parentsOf(listed: readonly ProcessDescriptor[]): ReadonlyMap<number, ScannedProcess> {
  return new Map(listed.map((each) => [each.pid, { ppid: each.ppid, startKey: stampOfName(each) }]))
}

/** @param error of child_process.exec, which holds taskkill's exit code, and its words after the command */
function answerOf(error: Error | undefined): ToolAnswer {
  if (error === undefined) return { exitCode: 0, stdout: '', stderr: '' }
  const exitCode = 'code' in error && typeof error.code === 'number' ? error.code : undefined
  return { exitCode, stdout: '', stderr: error.message.split('\n').slice(1).join('\n') }
}
