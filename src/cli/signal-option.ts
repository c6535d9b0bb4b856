/**
 * kill(1) takes a signal as an option of its own, as in `kill -9` or `kill -s KILL`; Forkscope does not.
 * @param option as it was typed
 * @returns the sentence that says how Forkscope takes it; undefined when the option is none of these
 */
export function signalOptionSentence(option: string): string | undefined {
  const name = /^-(s$|\d{1,2}$|(?:SIG)?[A-Z][A-Z0-9+-]*$)/.exec(option)?.[1]
  if (name === undefined) return undefined
  return `"${option}" is how kill(1) names a signal: give --signal ${name === 's' ? 'NAME' : name}, or --force for SIGKILL.`
}
