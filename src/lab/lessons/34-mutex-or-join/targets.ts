import { readFileSync, writeFileSync } from 'node:fs'
import { type Barrier, type Lock, mark, sleep } from 'forkscope/multiprocessing'

export interface Office {
  /** Who sells: nobody keeps order, the lock does, or join. */
  readonly way: 'none' | 'lock' | 'join'
  /** JSON: how many tickets are left. */
  readonly file: string
  readonly unitSeconds: number
  /** Whether asking takes the lock too, and not only buying. */
  readonly lockQueries: boolean
}

const ticketsLeft = (file: string): number => JSON.parse(readFileSync(file, 'utf8')).count

async function query({ way, file, unitSeconds }: Office): Promise<void> {
  mark(`${way}-query`)
  await sleep(unitSeconds)
  console.log(`${way}: process ${process.pid} asks: ${ticketsLeft(file)} left`)
  mark(`${way}-query-done`)
}

async function purchase({ way, file, unitSeconds }: Office): Promise<void> {
  mark(`${way}-purchase`)
  await sleep(unitSeconds)
  const left = ticketsLeft(file)
  if (left > 0) {
    await sleep(3 * unitSeconds)
    writeFileSync(file, JSON.stringify({ count: left - 1 }))
    console.log(`${way}: process ${process.pid} has a ticket`)
    mark(`${way}-bought`)
  }
  mark(`${way}-purchase-done`)
}

/** One customer; a barrier and a lock if there are such. */
export async function buy(office: Office, begin?: Barrier, mutex?: Lock): Promise<void> {
  await begin?.wait()
  if (office.lockQueries) await mutex?.acquire()
  await query(office)
  if (!office.lockQueries) await mutex?.acquire()
  await purchase(office)
  await mutex?.release()
}
