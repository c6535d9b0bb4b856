import { constants } from 'node:os'

/** Most wanted first; the rest follows by number. */
const preferred = [
  'SIGTERM',
  'SIGKILL',
  'SIGINT',
  'SIGHUP',
  'SIGQUIT',
  'SIGSTOP',
  'SIGCONT',
  'SIGTSTP',
  'SIGUSR1',
  'SIGUSR2',
]

/** Second names of a number that has a better known one. */
const aliases = new Set(['SIGIOT', 'SIGPOLL', 'SIGUNUSED', 'SIGCLD'])

/** Their default action leaves the process alive: signal(7). */
const harmless = new Set([
  'SIGCHLD',
  'SIGURG',
  'SIGWINCH',
  'SIGCONT',
  'SIGSTOP',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
  'SIGINFO',
])

/** SIGCONT takes them back before they act: signal(7). SIGSTOP is not among them, as nothing is continued after it. */
const takenBack = new Set(['SIGTSTP', 'SIGTTIN', 'SIGTTOU'])

/**
 * @param more what can be sent besides what Node has names for
 * @returns names of the signals that this OS knows, in the order to offer them
 */
export function signalNames(more: readonly string[] = []): readonly string[] {
  const numbers = signalNumbers()
  const rest = [...numbers.keys()]
    .filter((name) => !preferred.includes(name) && !aliases.has(name))
    .toSorted((a, b) => (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0))
  const others = more.filter((name) => !preferred.includes(name) && !numbers.has(name))
  return [...preferred.filter((name) => numbers.has(name) || more.includes(name)), ...rest, ...others]
}

/** @returns every name of this OS, aliases included, with its number */
export function signalNumbers(): ReadonlyMap<string, number> {
  return new Map(Object.entries(constants.signals))
}

/** @returns whether a process that does not handle the signal ends by it */
export function usuallyEnds(name: string): boolean {
  return !harmless.has(name)
}

/** @returns whether the signal is lost when the process is continued after it */
export function isTakenBack(name: string): boolean {
  return takenBack.has(name)
}
