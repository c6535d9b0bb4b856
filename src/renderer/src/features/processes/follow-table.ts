import type { Fact } from '../../../../shared/contract/facts.ts'
import type { TableEvent } from '../../../../shared/contract/process.ts'
import type { Client } from '../../host/client.ts'
import { followStream } from '../../host/follow-stream.ts'
import { processes, receive } from './process-store.ts'
import { createNewsReader } from './read-news.ts'

/** What comes closer together is shown together: arranging a large table costs the same for one row as for a thousand. */
const showEveryMs = 100
/** So long the parts of one table wait for its last one at most. */
const partsMs = 250
/** So long while a table is shown: it would give way to a few of its own rows, and whoever has scrolled would lose the place. */
const partsOfNextMs = 3000

/**
 * Takes the table's stream into the page.
 * @param facts what rows must hold besides what they always do
 * @returns the stop: pausing is not to listen, and nobody listening is not to sample
 */
export function followTable(client: Client, facts: readonly Fact[]): () => void {
  const stop = new AbortController()
  const show = gather(receive, stop.signal, () => processes.getState().whole)
  const read = createNewsReader()
  const unfollow = followStream(
    (signal) => client.processes.watch({ facts: [...facts] }, { signal }),
    (news) => show(read(news)),
    (cause) => {
      const words = cause instanceof Error ? cause.message : String(cause)
      const why = cause === undefined ? undefined : words
      const trouble = { code: 'unreadable', ...(why !== undefined && { cause: why }) } as const
      show({ kind: 'trouble', at: Date.now(), message: why ?? 'The stream ended.', trouble })
    },
  )
  return () => {
    stop.abort()
    unfollow()
  }
}

/**
 * @param isShown whether a whole table is shown: the parts of the next one wait for its last one
 * @returns what takes events and passes them on together, each table whole; the first rows of all are passed on at once
 */
export function gather(
  pass: (events: readonly TableEvent[]) => void,
  stopped: AbortSignal,
  isShown: () => boolean = () => false,
): (event: TableEvent) => void {
  let waiting: TableEvent[] = []
  /** The next table has begun to come while another one is shown. */
  let isNext = false
  let dueAt = Number.POSITIVE_INFINITY
  let shownAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    clearTimeout(timer)
    const events = waiting
    waiting = []
    isNext = false
    dueAt = Number.POSITIVE_INFINITY
    shownAt = performance.now()
    if (events.length > 0 && !stopped.aborted) pass(events)
  }
  return (event) => {
    waiting.push(event)
    const isPart = event.kind !== 'trouble' && event.more === true
    if (event.kind === 'snapshot') {
      isNext = isPart && isShown()
      if (!isNext) return flush()
    }
    const now = performance.now()
    const due = isPart ? now + (isNext ? partsOfNextMs : partsMs) : Math.max(now, shownAt + showEveryMs)
    // Each later part would put it off again.
    if (due >= dueAt) return undefined
    dueAt = due
    clearTimeout(timer)
    timer = setTimeout(flush, due - now)
    return undefined
  }
}
