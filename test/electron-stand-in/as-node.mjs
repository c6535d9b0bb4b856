// What Electron is under ELECTRON_RUN_AS_NODE: Node that knows where it comes from.
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

const versions = { ...process.versions, electron: '45.4.1', chrome: '150.0.0.0' }
Object.defineProperty(process, 'versions', { value: versions, configurable: true, enumerable: true })

if (isMainThread) {
  process.env['ELECTRON_STAND_IN_NODE'] ??= process.execPath
  process.execPath = fileURLToPath(new URL('electron', import.meta.url))
  // A child of a child is given `execPath` and its own arguments, as in Electron.
  process.execArgv = []
}
