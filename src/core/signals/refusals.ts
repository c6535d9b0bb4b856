import type { RefusalReason } from '../../shared/contract/signals.ts'
import type { Inspection } from '../processes/inspect.ts'
import type { SignallingPlatform } from '../platform/signalling.ts'

export interface RefusalRules {
  readonly platform: SignallingPlatform
  readonly ownPid: number
  /** Pids above Forkscope, gathered just before. */
  readonly ancestors: ReadonlySet<number>
  /** Forkscope signals nobody now. */
  readonly readOnly?: boolean
}

/**
 * @param evenCritical lifts every refusal but that of pid 0, which names a group to kill(2), and that of a read-only Forkscope
 * @returns why the process must not be signalled; undefined when it may be
 */
export function refusalOf(
  target: { readonly pid: number; readonly name: string },
  rules: RefusalRules,
  evenCritical: boolean,
): RefusalReason | undefined {
  if (target.pid <= 0) return 'init'
  if (rules.readOnly) return 'read-only'
  if (evenCritical) return undefined
  if (target.pid === 1) return 'init'
  if (target.pid === rules.ownPid) return 'forkscope'
  if (rules.ancestors.has(target.pid)) return 'ancestor'
  if (rules.platform.isKernelThread(target.pid)) return 'kernel-thread'
  if (rules.platform.isCritical(target.name)) return 'critical'
  return undefined
}

/** @returns the pids above `pid`, up to init */
export async function ancestorsOf(
  pid: number,
  inspect: (pid: number) => Promise<Inspection | undefined>,
): Promise<ReadonlySet<number>> {
  const found = new Set<number>()
  let current = await inspect(pid)
  while (current !== undefined && current.ppid > 0 && !found.has(current.ppid)) {
    found.add(current.ppid)
    current = await inspect(current.ppid)
  }
  return found
}

const sentences: Record<RefusalReason, string> = {
  init: 'it is the first process, on which all others depend',
  forkscope: 'it is Forkscope itself',
  ancestor: 'Forkscope runs under it and would end with it',
  'kernel-thread': 'it is a thread of the kernel and takes no signals',
  critical: 'the system goes down with it',
  'not-permitted': 'the system does not allow it',
  unsupported: 'this system cannot send that signal',
  'no-window': 'it has no window that could be asked to close; only a forced end reaches it',
  failed: 'the system answered with an error',
  unseen: 'this program or machine has no files or memory left to look at it; try again in a moment',
  'read-only': 'this Forkscope is read-only',
  'raise-priority': 'only an administrator may make a process more urgent',
  'no-such-cpu': 'it may run on none of these CPUs',
}

/** @returns the reason as the second half of a sentence */
export function describeRefusal(reason: RefusalReason): string {
  return sentences[reason]
}
