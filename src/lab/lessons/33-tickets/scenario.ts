import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Barrier, Lock, main, mark, parameter, Process } from 'forkscope/multiprocessing'
import { buy, type Office } from './targets.ts'

main(import.meta, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tickets-'))
  const office: Office = {
    file: join(folder, 'tickets.json'),
    unitSeconds: 1 / parameter('speed'),
    lockQueries: parameter('lockQueries') === 1,
  }
  writeFileSync(office.file, JSON.stringify({ count: parameter('tickets') }))

  const mutex = new Lock()
  const locks = parameter('lock') === 1 ? [mutex] : []
  const names = Array.from({ length: parameter('buyers') }, (_, index) => `buyer-${index + 1}`)
  const begin = new Barrier(names.length)
  const buyers = names.map((name) => new Process({ target: buy, args: [name, begin, office, ...locks], name }))
  for (const buyer of buyers) await buyer.start()
  for (const buyer of buyers) await buyer.join()

  const { count } = JSON.parse(readFileSync(office.file, 'utf8'))
  console.log(`main: the file says ${count} left`)
  mark('left', count)
  rmSync(folder, { recursive: true })
})
