import { createRequire } from 'node:module'

export type Koffi = typeof import('koffi')
/** @throws when koffi or its binary for this system is missing */
export type LoadKoffi = () => Koffi

/** Only when it is wanted: a build without it still starts. */
export const requireKoffi: LoadKoffi = () => {
  const koffi: Koffi = createRequire(import.meta.url)('koffi')
  return koffi
}
