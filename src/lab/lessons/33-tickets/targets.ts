import { readFileSync, writeFileSync } from 'node:fs'
import { type Barrier, type Lock, mark, sleep } from 'forkscope/multiprocessing'

export interface Office {
  /** JSON: how many tickets are left. */
  readonly file: string
  readonly unitSeconds: number
  /** Whether asking takes the lock too, and not only buying. */
  readonly lockQueries: boolean
}

const ticketsLeft = (file: string): number => JSON.parse(readFileSync(file, 'utf8')).count

async function query(name: string, { file, unitSeconds }: Office): Promise<void> {
  mark('query')
  await sleep(unitSeconds)
  console.log(`${name} asks: ${ticketsLeft(file)} left`)
  mark('query-done')
}

/** Reads, thinks, writes: between the reading and the writing lies the danger. */
async function purchase(name: string, { file, unitSeconds }: Office): Promise<void> {
  mark('purchase')
  await sleep(unitSeconds)
  const left = ticketsLeft(file)
  if (left > 0) {
    await sleep(3 * unitSeconds)
    writeFileSync(file, JSON.stringify({ count: left - 1 }))
    console.log(`${name} has a ticket; the file says ${left - 1} now`)
    mark('bought')
  } else console.log(`${name} goes away without one`)
  mark('purchase-done')
}

/** One customer. */
export async function buy(name: string, begin: Barrier, office: Office, mutex?: Lock): Promise<void> {
  await begin.wait()
  if (office.lockQueries) await mutex?.acquire()
  await query(name, office)
  if (!office.lockQueries) await mutex?.acquire()
  await purchase(name, office)
  await mutex?.release()
}
