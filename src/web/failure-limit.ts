/**
 * Slows guessing down: after `most` failures within a minute everything that needs a secret is refused for the rest
 * of it. Behind loopback all clients look alike, so the limit is one for all.
 */
export function createFailureLimit(most = 20, now: () => number = Date.now) {
  let failures: number[] = []
  const recent = (): number[] => (failures = failures.filter((at) => now() - at < 60_000))
  return {
    isReached: (): boolean => recent().length >= most,
    count: (): void => void recent().push(now()),
  }
}
