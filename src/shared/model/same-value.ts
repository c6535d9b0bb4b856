type Plain = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Plain => typeof value === 'object' && value !== null

/**
 * Compares plain JSON values by structure: no field can be forgotten, whatever a row comes to hold. A field that is
 * absent and one that is undefined are the same. The same object is equal to itself without a look inside: the source
 * keeps command lines from sample to sample.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isObject(a) || !isObject(b)) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  for (const key in a) if (!sameValue(a[key], b[key])) return false
  for (const key in b) if (b[key] !== undefined && !(key in a)) return false
  return true
}
