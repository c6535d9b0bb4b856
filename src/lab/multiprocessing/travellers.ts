/** Objects that a new process may be given although they are neither plain data nor shared: as what, and back. */
interface Traveller {
  is(value: object): boolean
  pack(value: object): unknown
  unpack(data: unknown): object
}

let traveller: Traveller | undefined

/** For {@link Process}, which cannot be imported here: starting it is what packs it. */
export function letTravel<T extends object>(
  type: new (...args: never[]) => T,
  pack: (object: T) => unknown,
  unpack: (data: unknown) => T,
): void {
  traveller = { is: (value) => value instanceof type, pack: (value) => pack(value as T), unpack }
}

export function travels(value: object): boolean {
  return traveller?.is(value) === true
}

/** @returns plain data */
export function packTraveller(value: object): unknown {
  return traveller?.pack(value)
}

export function unpackTraveller(data: unknown): object | undefined {
  return traveller?.unpack(data)
}
