import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { LineBuffer } from './engine/line-buffer.ts'
import type { RunMessage } from './multiprocessing/run-link.ts'

/** Where the processes of a run report; each keeps its connection for as long as it lives. */
export interface RunServer {
  /** Resolves when all that this process told has been received. */
  left(pid: number): Promise<void>
  close(): void
}

/**
 * @param path a Unix socket in the run's private folder, or a named pipe
 * @param receive is told each message; output arrives line by line
 * @param ready is called when processes can connect
 */
export function listenForRun(path: string, receive: (message: RunMessage) => void, ready: () => void): RunServer {
  const present = new Map<number, Promise<void>>()

  const server = createServer((socket) => {
    const buffers = { stdout: new LineBuffer(), stderr: new LineBuffer() }
    let pid = 0
    socket.on('error', () => socket.destroy())
    const lines = createInterface({ input: socket })
    const closed = new Promise<void>((resolve) => {
      lines.once('close', () => {
        for (const stream of ['stdout', 'stderr'] as const) {
          for (const text of buffers[stream].flush()) receive({ kind: 'output', pid, stream, text })
        }
        present.delete(pid)
        resolve()
      })
    })
    lines.on('line', (line) => {
      const message = parse(line)
      if (message === undefined) return
      if (message.kind === 'hello') {
        pid = message.pid
        present.set(pid, closed)
      }
      if (message.kind !== 'output') receive(message)
      else for (const text of buffers[message.stream].push(message.text)) receive({ ...message, text })
    })
  })
  server.listen(path, ready)

  return {
    left: (pid) => present.get(pid) ?? Promise.resolve(),
    close: () => void server.close(),
  }
}

function parse(line: string): RunMessage | undefined {
  try {
    return JSON.parse(line)
  } catch {
    // The last line of a process that was killed while it wrote.
    return undefined
  }
}
