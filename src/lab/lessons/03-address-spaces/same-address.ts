import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import type { Writable } from 'node:stream'

// A shell that makes copies of itself: each has the same addresses as the others, down to the last byte.
const script = 'for each in 1 2 3; do ( read -r line <&3 ) & echo $!; done; wait'

/** What one process has at an address. */
export interface Value {
  readonly pid: number
  readonly address: string
  readonly written: string
  readonly found: string
}

/**
 * Writes another word into each of three processes, at the same address, and then reads them all (Linux).
 * @param oneForAll write all three into the first process instead
 * @throws Error when the kernel does not let a parent see its children's memory
 */
export async function writeAtOneAddress(words: readonly string[], oneForAll: boolean): Promise<readonly Value[]> {
  const shell = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] })
  const ended = once(shell, 'exit')
  try {
    const copies: number[] = []
    let text = ''
    for await (const part of shell.stdout ?? []) {
      text += String(part)
      copies.splice(0, copies.length, ...text.split('\n').slice(0, -1).map(Number))
      if (copies.length === words.length) break
    }
    const pids = oneForAll ? words.map(() => copies[0] ?? 0) : copies
    for (const [index, pid] of pids.entries()) write(pid, words[index] ?? '')
    return pids.map((pid, index) => {
      const written = words[index] ?? ''
      return { pid, address: `0x${addressIn(pid).toString(16)}`, written, found: read(pid, written.length) }
    })
  } finally {
    const wish = shell.stdio[3] as Writable | null
    wish?.end()
    await ended
  }
}

/** @returns where the process keeps its command line: field 48 of its `stat` (proc(5)) */
function addressIn(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[45])
}

function write(pid: number, word: string): void {
  const memory = openSync(`/proc/${pid}/mem`, 'r+')
  writeSync(memory, Buffer.from(word), 0, word.length, addressIn(pid))
  closeSync(memory)
}

function read(pid: number, length: number): string {
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const bytes = Buffer.alloc(length)
  readSync(memory, bytes, 0, length, addressIn(pid))
  closeSync(memory)
  return bytes.toString()
}
