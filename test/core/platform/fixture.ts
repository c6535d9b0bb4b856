import { readFileSync } from 'node:fs'

/** @returns a file below test/fixtures, as text */
export function fixture(path: string): string {
  return readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8')
}
