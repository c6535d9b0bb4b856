import { implement } from '@orpc/server'
import { contract } from '../shared/contract/index.ts'
import { createDetailsRoutes } from './details-routes.ts'
import { createLabRoutes } from './lab-routes.ts'
import { createProcessRoutes } from './process-routes.ts'
import { endOf, type RouterParts } from './router-parts.ts'

/** Services → contract handlers: the only place where the contract is implemented. */
export function createRouter(parts: RouterParts) {
  const os = implement(contract)
  const { settings, machine } = parts
  return os.router({
    app: {
      about: os.app.about.handler(() => parts.about()),
      notify: os.app.notify.handler(({ input }) => parts.notify?.(input)),
    },
    processes: createProcessRoutes(parts),
    details: createDetailsRoutes(parts),
    machine: {
      watch: os.machine.watch.handler(async function* ({ signal }) {
        yield* machine.watch(endOf(signal))
      }),
    },
    lab: createLabRoutes(parts),
    settings: {
      get: os.settings.get.handler(() => settings.get()),
      update: os.settings.update.handler(({ input }) => settings.update(input)),
      watch: os.settings.watch.handler(async function* ({ signal }) {
        yield* settings.watch(endOf(signal))
      }),
    },
  })
}
