import type { ProcessIdentity } from '../../../../shared/contract/process.ts'

/** What a person is about to do, and to whom: to be confirmed. */
export interface SignalIntent {
  readonly signal: string
  readonly targets: readonly (ProcessIdentity & { readonly name: string })[]
}
