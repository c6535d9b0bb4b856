/** What Node's errors about a learner's modules leave unsaid. @returns a sentence; undefined for any other error */
export function adviceOn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (/Cannot find module 'forkscope\/multiprocessing'/.test(error.message)) {
    return 'forkscope/multiprocessing is an ES module, and so is what uses it: import it, in a .ts, .mts or .mjs file; require does not find it.'
  }
  const missing = /does not provide an export named '(.+)'/.exec(error.message)?.[1]
  if (error instanceof SyntaxError && missing !== undefined) {
    return `If ${missing} is a type, say so where it is passed on: export type { ${missing} } from …; each module is compiled for itself.`
  }
  return undefined
}
