import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Barrier, Lock, main, mark, parameter, Process } from 'forkscope/multiprocessing'
import { buy, type Office } from './targets.ts'

const customers = Array.from({ length: parameter('buyers') }, (_, index) => index + 1)

/** All at once, from a barrier. */
async function together(office: Office, locks: readonly Lock[]): Promise<void> {
  const begin = new Barrier(customers.length)
  const buyers = customers.map(
    (number) => new Process({ target: buy, args: [office, begin, ...locks], name: `${office.way}-${number}` }),
  )
  for (const buyer of buyers) await buyer.start()
  for (const buyer of buyers) await buyer.join()
}

/** Each one as a whole, before the next is started. */
async function oneByOne(office: Office): Promise<void> {
  for (const number of customers) {
    const buyer = new Process({ target: buy, args: [office], name: `${office.way}-${number}` })
    await buyer.start()
    await buyer.join()
  }
}

main(import.meta, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tickets-'))
  for (const way of ['none', 'lock', 'join'] as const) {
    const lockQueries = parameter('lockQueries') === 1
    const office: Office = { way, file: join(folder, `${way}.json`), unitSeconds: 1 / parameter('speed'), lockQueries }
    // One ticket, anew for each of the three.
    writeFileSync(office.file, '{"count":1}')
    const began = performance.now()
    if (way === 'join' && parameter('joinLate') === 0) await oneByOne(office)
    else await together(office, way === 'lock' && parameter('lock') === 1 ? [new Lock()] : [])
    mark(`${way}-elapsed`, performance.now() - began)
    console.log(`main: ${way} took ${((performance.now() - began) / 1000).toFixed(2)} s`)
  }
  rmSync(folder, { recursive: true })
})
