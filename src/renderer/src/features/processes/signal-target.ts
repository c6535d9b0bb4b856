import type { ProcessIdentity } from '../../../../shared/contract/process.ts'
import type { TargetSpec } from '../../../../shared/contract/signals.ts'

export type MeantProcess = ProcessIdentity & { readonly name: string }

/** What a person is about to do, and to whom: to be confirmed. */
export interface SignalIntent {
  readonly signal: string
  readonly targets: readonly MeantProcess[]
  /** Begins with their descendants chosen. */
  readonly tree?: boolean
  /** Whom it means is found out when the dialog opens: all of a name, or who listens on a port. */
  readonly find?: Extract<TargetSpec, { kind: 'name' | 'port' }>
}

/** What needs an answer before anybody is meant or anything is changed. */
export type Question =
  | { readonly kind: 'nice' | 'affinity'; readonly targets: readonly MeantProcess[] }
  | { readonly kind: 'port' }
