// Runs before the main process's program: from here on `electron` is the stand-in.
import Module, { register } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import './as-node.mjs'

// A worker thread inherits `--import`; it has no `electron` in Electron either.
if (isMainThread) {
  register('./loader.mjs', import.meta.url)
  const electron = await import('./electron-module.ts')
  // Playwright asks with `require`.
  const load = Reflect.get(Module, '_load')
  Reflect.set(Module, '_load', function (/** @type {string} */ request, /** @type {unknown[]} */ ...rest) {
    return request === 'electron' ? electron : load.call(this, request, ...rest)
  })
}
