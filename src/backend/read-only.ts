import type { Settings } from '../shared/contract/settings.ts'

/**
 * @param flag Forkscope was started with --read-only, which no setting lifts
 * @returns a sentence: how to leave the read-only mode; undefined when Forkscope is not in it
 */
export function howToLeaveReadOnly(flag: boolean, settings: Pick<Settings, 'readOnly'>): string | undefined {
  if (flag) return 'Start it without --read-only.'
  return settings.readOnly ? 'Its settings turn that off.' : undefined
}
