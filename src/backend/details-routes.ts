import { implement } from '@orpc/server'
import { contract } from '../shared/contract/index.ts'
import type { EnvironmentVariable } from '../shared/contract/details.ts'
import { maskVariable } from '../shared/model/mask-environment.ts'
import type { RouterParts } from './router-parts.ts'

/** Handlers of `contract.details`. */
export function createDetailsRoutes({ details }: Pick<RouterParts, 'details'>) {
  const os = implement(contract.details)
  return {
    environment: os.environment.handler(async ({ input }) => {
      const answer = await details.read('environment', input)
      if (answer.kind !== 'told' || input.secrets === 'shown') return answer
      return { ...answer, value: { ...answer.value, items: answer.value.items.map(masked) } }
    }),
    place: os.place.handler(({ input }) => details.read('place', input)),
    files: os.files.handler(({ input }) => details.read('files', input)),
    sockets: os.sockets.handler(({ input }) => details.read('sockets', input)),
    threads: os.threads.handler(({ input }) => details.read('threads', input)),
    limits: os.limits.handler(({ input }) => details.read('limits', input)),
    signals: os.signals.handler(({ input }) => details.read('signals', input)),
    memory: os.memory.handler(({ input }) => details.read('memory', input)),
    isolation: os.isolation.handler(({ input }) => details.read('isolation', input)),
    io: os.io.handler(({ input }) => details.read('io', input)),
    frozen: os.frozen.handler(({ input }) => details.read('frozen', input)),
    waitChannel: os.waitChannel.handler(({ input }) => details.read('waitChannel', input)),
  }
}

function masked(variable: EnvironmentVariable): EnvironmentVariable {
  const { value, masked: isMasked } = maskVariable(variable.name, variable.value)
  return isMasked ? { ...variable, value, masked: true } : variable
}
