import { createHash } from 'node:crypto'
import { type Event, mark, type Queue } from 'forkscope/multiprocessing'

/** Puts one long text. `put` returns at once; but the process cannot end before its text is in the pipe. */
export async function sendText(queue: Queue<string>, kibibytes: number, done: Event, lose: boolean): Promise<void> {
  const text = 'forkscope '.repeat(Math.ceil((kibibytes * 1024) / 10))
  if (lose) queue.cancelJoinThread()
  await queue.put(text)
  mark('put', { length: text.length, checksum: checksum(text) })
  console.log(`${process.pid}: I have put ${text.length} characters, and that is all I do`)
  await done.set()
}

/** @returns a fingerprint: equal texts have equal ones */
export function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
