import { choosePlatform } from '../platform/choose-platform.ts'
import type { Inspection, ProcessHappening } from '../platform/source.ts'

export type { Inspection } from '../platform/source.ts'

const platform = choosePlatform()

/** @returns one process as it is now, read from the OS; undefined when there is none with that pid */
export function inspectProcess(pid: number): Promise<Inspection | undefined> {
  return platform.inspect(pid)
}

/** Single processes and their children, as they are now: what the lab looks with. */
export const processEyes = {
  inspect: inspectProcess,
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
