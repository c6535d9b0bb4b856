import type {
  EnvironmentVariable,
  IoTotals,
  Listed,
  MemorySummary,
  OpenFile,
  ProcessIsolation,
  ProcessLimit,
  ProcessPlace,
  ProcessSocket,
  ProcessThread,
  SignalSets,
  Told,
} from '../../../shared/contract/details.ts'

/** The sections of the details of a process, and what each tells. */
export interface DetailsValues {
  readonly environment: Listed<EnvironmentVariable>
  readonly place: ProcessPlace
  readonly files: Listed<OpenFile>
  readonly sockets: Listed<ProcessSocket>
  readonly threads: Listed<ProcessThread>
  readonly limits: ProcessLimit[]
  readonly signals: SignalSets
  readonly memory: MemorySummary
  readonly isolation: ProcessIsolation
  readonly io: IoTotals
  readonly frozen: boolean
  readonly waitChannel: string
}

/**
 * How one operating system tells of one process, by pid: whoever asks checks the identity before and after. Nothing
 * here blocks the event loop or grows without a bound, whatever the process is like.
 */
export type DetailsPlatform = {
  readonly [Section in keyof DetailsValues]: (pid: number) => Promise<Told<DetailsValues[Section]>>
}

/** Of lists no more than so many items are told. */
export const mostItems = 1000

/** @returns the first items, and how many there are */
export function listedOf<T>(items: readonly T[], total = items.length): Listed<T> {
  const kept = items.slice(0, mostItems)
  return { items: kept, total, ...(kept.length < total && { cut: true }) }
}

/** What this system does not tell. */
export const unsupported = async () => ({ kind: 'unsupported' }) as const

/** Asking for root's rights would help nobody who has them. */
export const deniedHere = process.geteuid?.() === 0 ? 'denied-to-root' : 'denied'

const absences = new Map<unknown, 'none' | 'denied'>([
  ['ENOENT', 'none'],
  ['ESRCH', 'none'],
  // A zombie has no network of its own any more.
  ['EINVAL', 'none'],
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
])

/**
 * @param denied what a refusal is called here
 * @returns what was read, or why it could not be
 * @throws for errors that tell of this program's limits (no descriptors left) and nothing of the process
 */
export async function tell<T>(
  read: () => Promise<T | undefined>,
  denied: 'denied' | 'denied-to-root' = deniedHere,
): Promise<Told<T>> {
  try {
    const value = await read()
    return value === undefined ? { kind: 'none' } : { kind: 'told', value }
  } catch (cause) {
    const kind = absences.get(cause instanceof Error ? Reflect.get(cause, 'code') : undefined)
    if (kind === undefined) throw cause
    return { kind: kind === 'denied' ? denied : kind }
  }
}
