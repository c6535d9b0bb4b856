import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** @returns 256 random bits, fit for an address, a header or a cookie */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares in constant time; a value of another type or length is simply different. */
export function sameSecret(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
