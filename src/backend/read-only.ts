import type { Lab } from '../lab/engine/create-lab.ts'
import type { Settings } from '../shared/contract/settings.ts'

/**
 * @param flag Forkscope was started with --read-only, which no setting lifts
 * @returns a sentence: how to leave the read-only mode; undefined when Forkscope is not in it
 */
export function howToLeaveReadOnly(flag: boolean, settings: Pick<Settings, 'readOnly'>): string | undefined {
  if (flag) return 'Start it without --read-only.'
  return settings.readOnly ? 'Its settings turn that off.' : undefined
}

/** What was asked for would start, change or end processes, and this Forkscope only looks. */
export class ReadOnlyError extends Error {
  override readonly name = 'ReadOnlyError'
}

/**
 * @param what would have been done, as the end of a sentence
 * @throws ReadOnlyError with what to do, while Forkscope is read-only
 */
export function refuseReadOnly(readOnly: () => string | undefined, what: string): void {
  const leave = readOnly()
  if (leave !== undefined) throw new ReadOnlyError(`This Forkscope is read-only: ${what}. ${leave}`)
}

/** @returns the lab, which starts nothing while Forkscope is read-only: it throws ReadOnlyError then */
export function guardLab(lab: Lab, readOnly: () => string | undefined): Lab {
  return {
    ...lab,
    async start(request) {
      refuseReadOnly(readOnly, 'no lesson can be run')
      return lab.start(request)
    },
    startProgram(...program) {
      refuseReadOnly(readOnly, 'no program can be run')
      return lab.startProgram(...program)
    },
  }
}
