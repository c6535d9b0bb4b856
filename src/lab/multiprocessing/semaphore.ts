import { OSError } from './errors.ts'
import { Acquirable } from './lock.ts'
import type { ObjectSpec } from './protocol.ts'
import { as, newName, restoreWith } from './shared-object.ts'
import { describe } from './timeout.ts'

type Spec = Extract<ObjectSpec, { kind: 'semaphore' | 'bounded-semaphore' }>

/** A counter that cannot fall below 0: who would take it there waits. It may rise above its start. */
export class Semaphore extends Acquirable {
  constructor(value = 1, kind: Spec['kind'] = 'semaphore') {
    super(() => specOf(kind, value))
  }

  async getValue(): Promise<number> {
    return Number((await this.ask({ op: 'value' })).value)
  }
}

/** A semaphore that cannot rise above its start. */
export class BoundedSemaphore extends Semaphore {
  constructor(value = 1) {
    super(value, 'bounded-semaphore')
  }
}

function specOf(kind: Spec['kind'], value: unknown): Spec {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new TypeError(`value must be a whole number, not ${describe(value)}.`)
  }
  if (value < 0) throw new OSError('[Errno 22] Invalid argument')
  return { kind, id: newName(kind === 'semaphore' ? 'Semaphore' : 'BoundedSemaphore'), value }
}

restoreWith(['semaphore'], (spec) => as(spec, () => new Semaphore()))
restoreWith(['bounded-semaphore'], (spec) => as(spec, () => new BoundedSemaphore()))
