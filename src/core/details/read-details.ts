import type { Told } from '../../shared/contract/details.ts'
import type { ProcessIdentity } from '../../shared/contract/process.ts'
import { choosePlatform } from '../platform/choose-platform.ts'
import type { ProcessPlatform } from '../platform/source.ts'
import { chooseDetails } from './platform/choose-details.ts'
import type { DetailsPlatform, DetailsValues } from './platform/details-platform.ts'

/** Reads sections of the details of one process. */
export interface DetailsReader {
  /** What the OS tells; `ended` when the pid is not, or no longer, that of the process. */
  read<Section extends keyof DetailsValues>(
    section: Section,
    identity: ProcessIdentity,
  ): Promise<Told<DetailsValues[Section]>>
}

/**
 * @param platform how to read
 * @param processes where the start stamp of a pid is asked for
 */
export function createDetailsReader(
  platform: DetailsPlatform = chooseDetails(),
  processes: Pick<ProcessPlatform, 'identify'> = choosePlatform(),
): DetailsReader {
  return {
    async read(section, { pid, startKey }) {
      const ended = { kind: 'ended' } as const
      if ((await processes.identify(pid)) !== startKey) return ended
      const answer = await platform[section](pid)
      // What was read may be another's, if the pid was reused meanwhile.
      return (await processes.identify(pid)) === startKey ? answer : ended
    },
  }
}
