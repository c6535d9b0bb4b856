// Loaded into a host with `--import`: the sampler's worker is the synthetic one. The product knows nothing of it.
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import threads from 'node:worker_threads'

const synthetic = join(import.meta.dirname, 'synthetic-sampler.mjs')

if (threads.isMainThread) {
  threads.Worker = class extends threads.Worker {
    constructor(file, options) {
      super(String(file).endsWith('sampler.js') ? synthetic : file, options)
    }
  }
  syncBuiltinESMExports()
}
