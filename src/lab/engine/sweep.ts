import { setTimeout as delay } from 'node:timers/promises'
import type { ProcessIdentity } from '../../shared/contract/process.ts'
import { livingProcesses, signalIdentity } from './run-identity.ts'

const rounds = 100
const roundMs = 10
/** What the program, or the machine, has too few of comes free by itself, but not at once. */
const shortageMs = 100

/**
 * The undertaker: ends everything of a run and makes sure of it.
 * @param known identities that were reported; looked through in each round, for more may be reported meanwhile
 * @returns how many processes of the run the OS still shows: 0 unless it refuses to end one; as many as are known where it
 *   let nobody look for seconds
 */
export async function sweep(run: string, known: ReadonlyMap<number, ProcessIdentity>): Promise<number> {
  const look = (): readonly ProcessIdentity[] | undefined => {
    try {
      return livingProcesses(run, known.values())
    } catch {
      return undefined
    }
  }
  let empty = 0
  for (let round = 0; round < rounds; round += 1) {
    const alive = look()
    // A process that is forked while others are being looked at is seen by the next look.
    empty = alive?.length === 0 ? empty + 1 : 0
    if (empty === 2) return 0
    for (const each of alive ?? []) signalIdentity(each, 'SIGKILL')
    await delay(alive === undefined ? shortageMs : roundMs)
  }
  return look()?.length ?? known.size
}
