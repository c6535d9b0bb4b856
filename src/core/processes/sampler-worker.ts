import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { chooseSource } from '../platform/choose-platform.ts'
import { splitEvent } from './event-parts.ts'
import { followBeside } from './follow-events.ts'
import { createSampler, type SamplerMessage, type SamplerSettings } from './sampler.ts'

/** What the thread that owns the table asks of this one. */
export type SamplerRequest =
  | { readonly kind: 'configure'; readonly settings: SamplerSettings }
  | { readonly kind: 'prepare' | 'start' | 'sample' | 'pause' }
  /** The thread comes to its end. */
  | { readonly kind: 'close' }
  /** The last part has been taken; the next one may come. */
  | { readonly kind: 'received' }

/** Taking a message out of the channel is the host's work: so many rows cost its event loop a millisecond or two. */
const rowsAtOnce = 250

const port = parentPort
if (port === null) throw new Error('sampler.js is a worker thread of Forkscope; it does nothing by itself.')

const settings: SamplerSettings = workerData
const waiting: SamplerMessage[] = []
let unreceived = false
let emptied: (() => void)[] = []

/** Resolves when nothing waits here any more. */
const taken = (): Promise<void> =>
  waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => emptied.push(resolve))

/** After a part, nothing more until it was received: the host does other things between two parts. */
function send(): void {
  while (!unreceived) {
    const next = waiting.shift()
    if (next === undefined) break
    unreceived = next.kind === 'part'
    port?.postMessage(next)
  }
  if (waiting.length > 0) return
  for (const resolve of emptied) resolve()
  emptied = []
}

const follow = followBeside(
  (request) => port.postMessage(request, [request.port]),
  join(import.meta.dirname, 'process-events.js'),
)
const tell = (message: SamplerMessage): void => {
  if (message.kind === 'event') {
    const parts = splitEvent(message.event, rowsAtOnce)
    for (const [index, event] of parts.entries()) {
      waiting.push({ ...message, kind: index === parts.length - 1 ? 'event' : 'part', event })
    }
  } else waiting.push(message)
  send()
}
const sampler = createSampler(settings, tell, chooseSource, follow, taken)

port.on('message', (request: SamplerRequest) => {
  switch (request.kind) {
    case 'configure':
      sampler.configure(request.settings)
      break
    case 'received':
      unreceived = false
      send()
      break
    case 'close':
      void sampler.close().then(() => port.close())
      break
    case 'prepare':
    case 'start':
    case 'sample':
    case 'pause':
      sampler[request.kind]()
      break
  }
})
