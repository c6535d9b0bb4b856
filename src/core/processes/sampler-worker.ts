import { parentPort, workerData } from 'node:worker_threads'
import { createSampler, type SamplerSettings } from './sampler.ts'

/** What the thread that owns the table asks of this one. */
export type SamplerRequest =
  | { readonly kind: 'configure'; readonly settings: SamplerSettings }
  | { readonly kind: 'start' | 'sample' | 'pause' }

const port = parentPort
if (port === null) throw new Error('sampler.js is a worker thread of Forkscope; it does nothing by itself.')

const settings: SamplerSettings = workerData
const sampler = createSampler(settings, (message) => port.postMessage(message))

port.on('message', (request: SamplerRequest) => {
  switch (request.kind) {
    case 'configure':
      sampler.configure(request.settings)
      break
    case 'start':
    case 'sample':
    case 'pause':
      sampler[request.kind]()
      break
  }
})
