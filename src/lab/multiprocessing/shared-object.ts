import { callSite } from './call-site.ts'
import { holdHandle } from './held-handles.ts'
import { programLink } from './program-link.ts'
import type { Link, Reply } from './link.ts'
import type { Notice, ObjectRequest, ObjectSpec } from './protocol.ts'
import { identityText } from './identity.ts'

type Restore = (spec: ObjectSpec, extra: unknown) => SharedObject

const restorers = new Map<ObjectSpec['kind'], Restore>()
let arriving: ObjectSpec | undefined
const made = new Map<string, number>()

/** Tells how a handle that arrives in a child becomes an object again. */
export function restoreWith(kinds: readonly ObjectSpec['kind'][], restore: Restore): void {
  for (const kind of kinds) restorers.set(kind, restore)
}

/** @returns the object of a handle that came with this process's order */
export function restore(spec: ObjectSpec, extra: unknown): SharedObject {
  const restorer = restorers.get(spec.kind)
  if (restorer === undefined) throw new TypeError(`There is no shared object of kind ${spec.kind}.`)
  const object = restorer(spec, extra)
  object.open()
  return object
}

/** For a restorer: what is constructed here stands for that handle instead of being new. */
export function as<T extends SharedObject>(spec: ObjectSpec, construct: () => T): T {
  arriving = spec
  return construct()
}

/** @returns a name that no other object of the program has: class and number, as processes are named */
export function newName(kind: string): string {
  const number = (made.get(kind) ?? 0) + 1
  made.set(kind, number)
  return `${kind}-${identityText(number)}`
}

/** A handle: what it stands for lives in the broker. */
export abstract class SharedObject {
  /** What the handle is. @internal */
  readonly handle!: ObjectSpec
  #link: Link | undefined

  /** @param make the handle of a new object; not called for one that arrives in a child */
  constructor(make: () => ObjectSpec) {
    const handle = arriving ?? make()
    arriving = undefined
    // Not among the properties that a subclass of Process or a printed object would show.
    Object.defineProperty(this, 'handle', { value: handle, enumerable: false, writable: false })
  }

  /** Whatever else a child must know of it; resolved before a start. @internal */
  extra(): Promise<unknown> {
    return Promise.resolve(undefined)
  }

  /** @throws OSError for one that cannot be handed on any more @internal */
  checkOpen(): void {}

  /** The broker knows of it from now on. @internal */
  open(): Link {
    if (this.#link === undefined) {
      this.#link = programLink()
      this.#link.tell({ op: 'open', spec: this.handle })
      holdHandle(this, this.handle.id, this.#link)
    }
    return this.#link
  }

  /** @internal */
  protected ask(request: ObjectRequest, payload?: Uint8Array, signals?: readonly AbortSignal[]): Promise<Reply> {
    return this.open().request(this.address, { ...request, ...callSite() }, payload, signals)
  }

  /** @internal */
  protected tell(notice: Notice, payload?: Uint8Array): void {
    this.open().tell(notice, payload)
  }

  /** @internal */
  protected get address(): string {
    return this.handle.id
  }
}
