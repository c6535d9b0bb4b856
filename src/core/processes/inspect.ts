import { shortageOf } from '../../shared/model/shortage.ts'
import { choosePlatform } from '../platform/choose-platform.ts'
import type { Inspection, ProcessHappening } from '../platform/source.ts'

export type { Inspection } from '../platform/source.ts'

const platform = choosePlatform()

/** @returns one process as it is now, read from the OS; undefined when there is none with that pid, or no look at it */
export function inspectProcess(pid: number): Promise<Inspection | undefined> {
  return platform.inspect(pid).catch(unseen)
}

/**
 * @returns undefined for the error of a look that this program had no descriptors or memory for
 * @throws every other
 */
export function unseen(cause: unknown): undefined {
  if (shortageOf(cause) === undefined) throw cause
}

/** What was seen, or the code of the error that kept this program from looking: such a process may well be there. */
export interface Look {
  readonly seen?: Inspection | undefined
  readonly shortage?: string
}

/**
 * @param look one that throws when this program has no descriptors or memory left for it
 * @throws every other error
 */
export async function lookAt(pid: number, look: (pid: number) => Promise<Inspection | undefined>): Promise<Look> {
  try {
    return { seen: await look(pid) }
  } catch (cause) {
    const shortage = shortageOf(cause)
    if (shortage === undefined) throw cause
    return { shortage }
  }
}

/** Single processes and their children, as they are now: for whom a look that failed is no process that has ended. */
export const processEyes = {
  /** @throws when this program has no descriptors or memory left: a process that cannot be looked at has not ended */
  inspect: (pid: number): Promise<Inspection | undefined> => platform.inspect(pid),
  /** @returns the pids of its children; none where the OS cannot tell */
  children: (pid: number): Promise<readonly number[]> => platform.children(pid),
  commandLine: (pid: number): Promise<readonly string[] | undefined> => platform.commandLine(pid),
  /** @returns stops; undefined where the OS tells nothing by itself: then only looking helps */
  watchEvents: (
    listen: (happening: Exclude<ProcessHappening, { kind: 'altered' }>) => void,
  ): (() => void) | undefined =>
    platform.watchEvents((happening) => {
      if (happening.kind !== 'altered') listen(happening)
    }),
}
