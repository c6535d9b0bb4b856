import { buildIfNeeded } from '../../scripts/build-if-needed.mjs'

/** Vitest's global setup: the built files that the tests start are those of the present sources. */
export default async function buildOnce(): Promise<void> {
  if ((await buildIfNeeded()) !== 0) throw new Error('The build failed; see above.')
}
