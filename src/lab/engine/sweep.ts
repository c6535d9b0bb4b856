import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'
import type { ProcessIdentity } from '../../shared/contract/process.ts'
import { livingProcesses, signalIdentity } from './run-identity.ts'

const rounds = 100
const roundMs = 10
/** What the program, or the machine, has too few of comes free by itself, but not at once. */
const shortageMs = 100

/** So many looks at most until nobody new is found: each takes as long as it takes to read all of procfs. */
const looksForMore = 20

/**
 * Stops all of them, and whoever they have made meanwhile, until two looks in a row find nobody new: a process whose parent
 * is killed in the middle of its fork(2), and that has no environment, could not be recognised any more.
 * @param found by the look before
 * @returns all that were found
 */
async function freeze(
  found: readonly ProcessIdentity[],
  look: () => readonly ProcessIdentity[] | undefined,
): Promise<readonly ProcessIdentity[]> {
  const stopped = new Map<string, ProcessIdentity>()
  let fresh = found
  let nothingNew = 0
  for (let count = 0; count < looksForMore && nothingNew < 2; count += 1) {
    for (const each of fresh) {
      stopped.set(`${each.pid}@${each.startKey}`, each)
      signalIdentity(each, 'SIGSTOP')
    }
    // The engine does this in the thread that serves the page: others have their turn between two looks.
    await nextTurn()
    fresh = (look() ?? []).filter(({ pid, startKey }) => !stopped.has(`${pid}@${startKey}`))
    nothingNew = fresh.length === 0 ? nothingNew + 1 : 0
  }
  return [...stopped.values(), ...fresh]
}

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
    // Elsewhere nobody can be found who was not reported.
    const isMore = process.platform === 'linux' && alive !== undefined && alive.length > 0
    for (const each of isMore ? await freeze(alive, look) : (alive ?? [])) signalIdentity(each, 'SIGKILL')
    await delay(alive === undefined ? shortageMs : roundMs)
  }
  return look()?.length ?? known.size
}
