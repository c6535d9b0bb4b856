import { writeFileSync } from 'node:fs'
import { mark, type Queue, sleep } from 'forkscope/multiprocessing'

/** The variable of this module. Each process that imports it has one of its own. */
export const memory = { n: 100 }

export interface Where {
  /** A file that both processes know by name. */
  readonly file: string
  readonly writeFile: boolean
  /** How long it waits before it writes, so that both values are seen. */
  readonly seconds: number
}

/** Sets n to 0: in the memory of the process that runs it. */
export async function work({ file, writeFile, seconds }: Where, result?: Queue<number>): Promise<void> {
  mark('before', memory.n)
  await sleep(seconds)
  memory.n = 0
  if (writeFile) writeFileSync(file, '0')
  console.log(`process ${process.pid}: n is ${memory.n}`)
  mark('n', memory.n)
  await result?.put(memory.n)
}
