import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach } from 'vitest'
import { createProcessTable, type ProcessTable } from '../../../src/core/processes/process-table.ts'
import type { Process } from '../../../src/shared/contract/process.ts'

/** What a test started; ended after it, the last first. */
export const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

/** @returns a table that is stopped after the test */
export function table(options: Parameters<typeof createProcessTable>[0] = {}): ProcessTable {
  const made = createProcessTable({ intervalMs: 250, ...options })
  stops.push(() => made.stop())
  return made
}

/** Starts a Python program that prints one line when it is ready; it is ended after the test. */
export async function python(
  program: string,
  ...args: string[]
): Promise<{ pid: number; line: string; end: () => void }> {
  const child = spawn('python3', ['-c', program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  stops.push(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  return { pid: child.pid ?? 0, line: String(line), end: () => child.stdin.end() }
}

/** A program that goes on in its second thread, and says so when its first one has ended. */
export const withoutFirstThread = `
import ctypes, os, threading, time
def work():
    while open('/proc/self/stat').read().rpartition(')')[2].split()[0] != 'Z': time.sleep(0.001)
    print('ready', flush=True)
    while True: pass
threading.Thread(target=work).start()
ctypes.CDLL(None).syscall(60 if os.uname().machine == 'x86_64' else 93, 0)
`

/** Waits until the live table shows what is asked for. */
export async function until(
  watched: ProcessTable,
  holds: (rows: ReadonlyMap<number, Process>) => boolean,
  act?: () => void,
) {
  const stop = new AbortController()
  const rows = new Map<number, Process>()
  let acted = false
  try {
    for await (const event of watched.watch(stop.signal)) {
      if (event.kind === 'trouble') continue
      const fresh = event.kind === 'snapshot' ? event.processes : [...event.started, ...event.changed]
      if (event.kind === 'change') for (const ended of event.ended) rows.delete(ended.pid)
      for (const row of fresh) rows.set(row.pid, row)
      if (act !== undefined && !acted) act()
      acted = true
      if (holds(rows)) return rows
    }
  } finally {
    stop.abort()
  }
  throw new Error('The stream ended early.')
}
