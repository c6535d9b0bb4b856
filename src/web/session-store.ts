import { newSecret, sameSecret } from './secrets.ts'

/** A browser (its cookie) and a tab of it (its secret): both are needed, for cookies ignore ports. */
export interface Session {
  readonly cookie: string
  readonly secret: string
}

export interface SessionStore {
  /** A token that opens one session and is then worthless. */
  newToken(): string
  /** Exchanges a token for a session; undefined when it is unknown or was used. */
  open(token: unknown): Session | undefined
  /** @returns the session that both halves belong to */
  find(cookie: string | undefined, secret: unknown): Session | undefined
  isCookieKnown(cookie: string | undefined): boolean
  /** A socket of the session closed: from now on it is idle. */
  touch(session: Session): void
}

const idleLimitMs = 12 * 3600 * 1000
const mostTokens = 16

/** @param now epoch milliseconds; tests give their own clock */
export function createSessionStore(now: () => number = Date.now): SessionStore {
  const tokens: string[] = []
  const sessions = new Map<Session, number>()
  const fresh = (): Session[] => {
    for (const [session, usedAt] of sessions) if (now() - usedAt > idleLimitMs) sessions.delete(session)
    return [...sessions.keys()]
  }
  return {
    newToken() {
      const token = newSecret()
      tokens.push(token)
      if (tokens.length > mostTokens) tokens.shift()
      return token
    },
    open(token) {
      const index = tokens.findIndex((each) => sameSecret(token, each))
      if (index < 0) return undefined
      tokens.splice(index, 1)
      const session = { cookie: newSecret(), secret: newSecret() }
      sessions.set(session, now())
      return session
    },
    find(cookie, secret) {
      const found = fresh().find((each) => sameSecret(cookie, each.cookie) && sameSecret(secret, each.secret))
      if (found !== undefined) sessions.set(found, now())
      return found
    },
    isCookieKnown: (cookie) => fresh().some((each) => sameSecret(cookie, each.cookie)),
    touch(session) {
      if (sessions.has(session)) sessions.set(session, now())
    },
  }
}
