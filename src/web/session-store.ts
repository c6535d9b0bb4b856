import { newSecret, sameSecret } from './secrets.ts'

/** A browser (its cookie) and a tab of it (its secret): both are needed, for cookies ignore ports. */
export interface Session {
  readonly cookie: string
  readonly secret: string
}

export interface SessionStore {
  /**
   * A token that opens one session and is then worthless.
   * @param validMs how long it may wait for that; without it as long as the host runs
   */
  newToken(validMs?: number): string
  /** Exchanges a token for a session; undefined when it is unknown, was used or has expired. */
  open(token: unknown): Session | undefined
  /** @returns the session that both halves belong to */
  find(cookie: string | undefined, secret: unknown): Session | undefined
  /**
   * A socket of the session opened: until it closes the session is not idle.
   * @returns the end of this use; from then on it may become idle
   */
  use(session: Session): () => void
}

const idleLimitMs = 12 * 3600 * 1000
const mostTokens = 16

/** @param now epoch milliseconds; tests give their own clock */
export function createSessionStore(now: () => number = Date.now): SessionStore {
  const tokens: { readonly token: string; readonly until: number }[] = []
  const sessions = new Map<Session, { usedAt: number; sockets: number }>()
  const fresh = (): Session[] => {
    for (const [session, { usedAt, sockets }] of sessions) {
      if (sockets === 0 && now() - usedAt > idleLimitMs) sessions.delete(session)
    }
    return [...sessions.keys()]
  }
  const touch = (session: Session, sockets: number): void => {
    const entry = sessions.get(session)
    if (entry !== undefined) sessions.set(session, { usedAt: now(), sockets: entry.sockets + sockets })
  }
  return {
    newToken(validMs = Number.POSITIVE_INFINITY) {
      const token = newSecret()
      tokens.push({ token, until: now() + validMs })
      if (tokens.length > mostTokens) tokens.shift()
      return token
    },
    open(given) {
      const index = tokens.findIndex(({ token }) => sameSecret(given, token))
      const [found] = index < 0 ? [] : tokens.splice(index, 1)
      if (found === undefined || now() > found.until) return undefined
      const session = { cookie: newSecret(), secret: newSecret() }
      sessions.set(session, { usedAt: now(), sockets: 0 })
      return session
    },
    find(cookie, secret) {
      const found = fresh().find((each) => sameSecret(cookie, each.cookie) && sameSecret(secret, each.secret))
      if (found !== undefined) touch(found, 0)
      return found
    },
    use(session) {
      touch(session, 1)
      let over = false
      return () => {
        if (!over) touch(session, -1)
        over = true
      }
    },
  }
}
