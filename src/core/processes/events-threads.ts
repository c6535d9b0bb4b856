import { Worker } from 'node:worker_threads'
import { wantEnd, type FollowRequest } from './events-protocol.ts'

export interface EventsThreads {
  start(request: FollowRequest): void
  /** Resolves when all of them have come to their ends. */
  end(): Promise<void>
}

/**
 * The threads that follow the OS for a sampler's thread. They belong to its host: Node terminates a thread together with
 * the one that started it, and a thread that is terminated while it loads a native module takes the whole program with it.
 */
export function createEventsThreads(): EventsThreads {
  const threads = new Map<Worker, Int32Array>()
  return {
    start({ file, port, shared }) {
      const thread = new Worker(file, { workerData: { port, shared }, transferList: [port], name: 'forkscope-events' })
      thread.unref()
      threads.set(thread, new Int32Array(shared))
      // Refused or failed, it ends, which closes its port: the sampler's thread hears of that.
      thread.on('error', () => {})
      thread.once('exit', () => threads.delete(thread))
    },
    async end() {
      await Promise.all(
        [...threads].map(([thread, shared]) => {
          thread.ref()
          wantEnd(shared)
          return new Promise((resolve) => thread.once('exit', resolve))
        }),
      )
    },
  }
}
