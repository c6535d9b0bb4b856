/** Linux: the C library keeps 32 and 33 for itself, signal(7). */
const first = 34
const last = 64

/** @returns the name of a real-time signal of Linux; undefined for a number that is none */
export function realTimeName(number: number): string | undefined {
  if (number < first || number > last) return undefined
  return number === first ? 'SIGRTMIN' : `SIGRTMIN+${number - first}`
}

/** The real-time signals of Linux by name: Node has no names for them, and the system no meaning. */
export const realTimeSignals: ReadonlyMap<string, number> = new Map(
  Array.from({ length: last - first + 1 }, (_, index) => [realTimeName(first + index) ?? '', first + index]),
)

/**
 * @param name `SIGRTMIN`, `SIGRTMIN+3`, `SIGRTMAX` or `SIGRTMAX-3`
 * @returns the name by which it goes here; undefined for what is none
 */
export function readRealTimeName(name: string): string | undefined {
  const [, end, offset] = /^SIGRT(MIN(?=$|\+)|MAX(?=$|-))([+-]\d{1,2})?$/.exec(name) ?? []
  return end === undefined ? undefined : realTimeName((end === 'MIN' ? first : last) + Number(offset ?? 0))
}
