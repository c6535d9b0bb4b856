import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main, mark, parameter, Process, Queue } from 'forkscope/multiprocessing'
import { memory, type Where, work } from './targets.ts'

main(import.meta, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'memory-'))
  const where: Where = {
    file: join(folder, 'n.txt'),
    writeFile: parameter('writeFile') === 1,
    seconds: 1 / parameter('speed'),
  }
  writeFileSync(where.file, '100')

  if (parameter('justCall') === 1) await work(where)
  else {
    const result = new Queue<number>()
    const queues = parameter('queue') === 1 ? [result] : []
    const child = new Process({ target: work, args: [where, ...queues], name: 'child' })
    await child.start()
    if (queues.length > 0) memory.n = await result.get()
    await child.join()
  }

  const inFile = Number(readFileSync(where.file, 'utf8'))
  console.log(`main ${process.pid}: n is ${memory.n}; the file says ${inFile}`)
  mark('n', memory.n)
  mark('file', inFile)
  rmSync(folder, { recursive: true })
})
