import { implement } from '@orpc/server'
import { watchMachine } from '../core/machine/watch-machine.ts'
import { contract } from '../shared/contract/index.ts'
import { createLabRoutes } from './lab-routes.ts'
import { createProcessRoutes } from './process-routes.ts'
import { endOf, type RouterParts } from './router-parts.ts'

/** Services → contract handlers: the only place where the contract is implemented. */
export function createRouter(parts: RouterParts) {
  const os = implement(contract)
  const { settings } = parts
  return os.router({
    app: {
      about: os.app.about.handler(() => parts.about()),
      notify: os.app.notify.handler(({ input }) => parts.notify?.(input)),
    },
    processes: createProcessRoutes(parts),
    machine: {
      watch: os.machine.watch.handler(async function* ({ signal }) {
        yield* watchMachine({ intervalMs: () => settings.get().intervalMs }, endOf(signal))
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
