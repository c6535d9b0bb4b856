import type { ProcessIdentity } from '../../../../shared/contract/process.ts'
import type { Client } from '../../host/client.ts'
import type { Text } from '../../i18n/use-text.ts'
import { signalWords } from './outcome-words.ts'
import { offer, say } from './toasts.ts'

export interface ConfirmedSignal {
  readonly signal: string
  readonly targets: readonly ProcessIdentity[]
  /** With what they start meanwhile. */
  readonly tree: boolean
  readonly graceMs: number | undefined
}

/** Signals exactly these, and tells what came of it. */
export async function sendSignal(client: Client, text: Text, { signal, ...request }: ConfirmedSignal): Promise<void> {
  const { tree, graceMs } = request
  const failed = (cause: unknown): void => {
    say(text('outcome.failed', { message: cause instanceof Error ? cause.message : String(cause) }), 'bad')
  }
  const grace = crypto.randomUUID()
  const settled =
    graceMs === undefined
      ? undefined
      : offer(text('outcome.waiting', { signal, seconds: graceMs / 1000 }), {
          label: text('outcome.stopGrace'),
          run: () => void client.processes.stopGrace({ grace }).catch(failed),
        })
  try {
    const targets = request.targets.map(({ pid, startKey }) => ({ pid, startKey }))
    const { results } = await client.processes.signal({
      targets,
      signal,
      tree,
      ...(graceMs !== undefined && { graceMs, grace }),
    })
    const good = results.filter(({ outcome }) => outcome === 'ended' || outcome === 'sent')
    if (results.length > 3) {
      const ended = results.filter(({ outcome }) => outcome === 'ended').length
      const counts = { ended, sent: good.length - ended, not: results.length - good.length }
      const failures = results.filter((result) => !good.includes(result)).map((result) => signalWords(result, text))
      say(text('outcome.many', counts), failures.length === 0 ? 'good' : 'bad', failures)
      return
    }
    for (const result of results) say(signalWords(result, text), good.includes(result) ? 'good' : 'bad')
  } catch (cause) {
    failed(cause)
  } finally {
    settled?.()
  }
}
