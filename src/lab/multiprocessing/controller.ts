import { setMaxListeners } from 'node:events'

/** @returns a controller for any number of waits: Node would warn of more than ten listeners */
export function newController(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}
