import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../../shared/contract/index.ts'

/** The backend as the pages see it. */
export type Client = ContractRouterClient<typeof contract>

/** A connection that was made; `closed` resolves when it breaks. */
export interface Connection {
  readonly client: Client
  readonly closed: Promise<void>
}

/** The link was used, the session has expired, or this tab never had one: only a new link helps. */
export class LinkExpiredError extends Error {
  override readonly name = 'LinkExpiredError'
  /** @param renewed resolves when this tab is given another link */
  constructor(
    readonly why: 'expired' | 'no-session',
    readonly renewed: Promise<void>,
  ) {
    super(why)
  }
}
