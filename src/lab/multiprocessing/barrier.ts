import { exportOf, type ExportName } from './find-export.ts'
import { as, newName, restoreWith, SharedObject } from './shared-object.ts'
import { ValueError } from './errors.ts'
import { describe, timeoutMs } from './timeout.ts'

type Action = () => unknown

interface Extra {
  readonly timeout: number | undefined
  readonly action: ExportName | undefined
}

/** Lets nobody through before all parties have come. */
export class Barrier extends SharedObject {
  readonly parties: number
  readonly #action: Action | undefined
  readonly #timeout: number | undefined

  /**
   * @param action run by one of the parties before they go on
   * @param timeout seconds, for every wait that names none
   */
  constructor(parties: number, action?: Action, timeout?: number) {
    if (typeof parties !== 'number' || !Number.isInteger(parties)) {
      throw new TypeError(`parties must be a whole number, not ${describe(parties)}.`)
    }
    const given: unknown = action ?? undefined
    if (given !== undefined && typeof given !== 'function') {
      throw new TypeError(`action must be an exported function, not ${describe(action)}.`)
    }
    timeoutMs(timeout)
    if (parties < 1) throw new ValueError('parties must be > 0')
    super(() => ({ kind: 'barrier', id: newName('Barrier'), parties }))
    this.parties = parties
    this.#action = action ?? undefined
    this.#timeout = timeout
  }

  /** The child finds the action by name, as it finds targets. @internal */
  override async extra(): Promise<Extra> {
    return { timeout: this.#timeout, action: this.#action && (await exportOf(this.#action, 'action')) }
  }

  /**
   * @returns a number from 0 to parties − 1, another one for each party
   * @throws BrokenBarrierError when a party did not come in time, or the barrier was aborted or reset
   */
  async wait(timeout: number | undefined = this.#timeout): Promise<number> {
    const hasAction = this.#action !== undefined
    const reply = await this.ask({ op: 'barrier-wait', action: hasAction, ...timeoutMs(timeout) })
    const { index, action } = reply.value as { readonly index: number; readonly action?: true }
    if (action === true) await this.#act()
    return index
  }

  /** Back to the start: who waits gets BrokenBarrierError. */
  async reset(): Promise<void> {
    await this.ask({ op: 'barrier-reset' })
  }

  /** Breaks it, for those who wait and all who come. */
  async abort(): Promise<void> {
    await this.ask({ op: 'barrier-abort' })
  }

  async nWaiting(): Promise<number> {
    return Number((await this.ask({ op: 'barrier-waiting' })).value)
  }

  async broken(): Promise<boolean> {
    return (await this.ask({ op: 'barrier-broken' })).value === true
  }

  async #act(): Promise<void> {
    let failed = true
    try {
      await this.#action?.()
      failed = false
    } finally {
      await this.ask({ op: 'action-done', failed })
    }
  }
}

restoreWith(['barrier'], (spec, extra) => {
  if (spec.kind !== 'barrier') throw new TypeError('This is no barrier.')
  const { timeout, action } = extra as Extra
  const run =
    action &&
    (async () => ((await import(/* @vite-ignore */ action.module)) as Record<string, Action>)[action.name]?.())
  return as(spec, () => new Barrier(spec.parties, run, timeout))
})
