import { Worker } from 'node:worker_threads'
import type { Trouble } from '../../shared/contract/process.ts'
import type { FollowRequest } from './events-protocol.ts'
import { createEventsThreads } from './events-threads.ts'
import type { Sampler, SamplerMessage, SamplerSettings } from './sampler.ts'
import type { SamplerRequest } from './sampler-worker.ts'

const restartAfterMs = 500
/** A thread that is in the middle of a slow look gets so long to come to its end. */
const endWithinMs = 2000

/**
 * A sampler in a worker thread, so that no sample delays the event loop of the host. A thread that dies is
 * reported as trouble and replaced; a snapshot follows.
 * @param file the built worker
 */
export function createSamplerThread(
  file: string,
  initial: SamplerSettings,
  emit: (message: SamplerMessage) => void,
): Sampler {
  let settings = initial
  let running = false
  let closed = false
  let restart: NodeJS.Timeout | undefined
  const events = createEventsThreads()
  let ended: Promise<unknown> = Promise.resolve()

  const begin = (): Worker => {
    const thread = new Worker(file, { workerData: settings, name: 'forkscope-sampler' })
    // The table must not keep a program alive that has nothing else to do.
    thread.unref()
    ended = new Promise((resolve) => thread.once('exit', resolve))
    let failure: string | undefined
    thread.on('message', (message: SamplerMessage | FollowRequest) => {
      if (message.kind === 'follow') return events.start(message)
      emit(message)
      // In a turn of its own: other work of the host comes between two parts.
      if (message.kind === 'part') setImmediate(() => thread.postMessage({ kind: 'received' } satisfies SamplerRequest))
    })
    thread.on('error', (cause) => {
      failure = cause.message
    })
    thread.on('exit', () => {
      // What it asked for has nobody to tell any more.
      void events.end()
      if (closed) return
      const message = `The sampler thread ended (${failure ?? 'it ended without a reason'}); another one is started.`
      const trouble: Trouble = { code: 'thread-ended', ...(failure !== undefined && { cause: failure }) }
      emit({ kind: 'event', event: { kind: 'trouble', at: Date.now(), message, trouble } })
      restart = setTimeout(() => {
        worker = begin()
        if (running) ask({ kind: 'start' })
      }, restartAfterMs)
      restart.unref()
    })
    return thread
  }

  let worker = begin()
  const ask = (request: SamplerRequest): void => worker.postMessage(request)

  return {
    configure(next) {
      settings = next
      ask({ kind: 'configure', settings })
    },
    prepare: () => ask({ kind: 'prepare' }),
    start() {
      running = true
      ask({ kind: 'start' })
    },
    sample: () => ask({ kind: 'sample' }),
    pause() {
      running = false
      ask({ kind: 'pause' })
    },
    close() {
      closed = true
      clearTimeout(restart)
      // Not terminated: a thread that is just loading a native module would take the whole program with it.
      const late = setTimeout(() => void worker.terminate(), endWithinMs)
      worker.ref()
      ask({ kind: 'close' })
      return ended.then(() => {
        clearTimeout(late)
        return events.end()
      })
    },
  }
}
