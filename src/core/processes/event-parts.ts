import type { Process, TableEvent } from '../../shared/contract/process.ts'

type Change = Extract<TableEvent, { kind: 'change' }>

/**
 * Splits what would keep an event loop busy for too long. A snapshot goes on as changes: whoever puts `changed` rows
 * into its table needs not know that they are new to it.
 * @param rows at most so many in each part
 * @param changed at most so many of which the reader knows already
 * @returns the event itself when it is small
 */
export function splitEvent(event: TableEvent, rows: number, changed = rows): readonly [TableEvent, ...TableEvent[]] {
  if (event.kind === 'trouble') return [event]
  const nothing = { kind: 'change' as const, at: event.at, sample: event.sample, started: [], ended: [], changed: [] }
  if (event.kind === 'snapshot') {
    const [first = [], ...rest] = slices(event.processes, rows)
    return [{ ...event, processes: [...first] }, ...rest.map((some) => ({ ...nothing, changed: [...some] }))]
  }
  if (event.started.length / rows + event.changed.length / changed <= 1) return [event]
  const [last, ...before] = [
    ...slices(event.started, rows).map((started) => ({ ...nothing, started: [...started] })),
    ...slices(event.changed, changed).map((some) => ({ ...nothing, changed: [...some] })),
  ].toReversed()
  // What ended is small, and comes last: it may have ended children that are told of before.
  const ending = { ...nothing, ...last, ended: event.ended }
  const [first, ...others] = before.toReversed()
  return first === undefined ? [ending] : [first, ...others, ending]
}

/** @returns one change that means what the parts mean one after the other; their rows in the same order */
export function joinChanges([first, ...rest]: readonly [Change, ...Change[]]): Change {
  if (rest.length === 0) return first
  const all = [first, ...rest]
  return {
    ...first,
    started: all.flatMap((event) => event.started),
    ended: all.flatMap((event) => event.ended),
    changed: all.flatMap((event) => event.changed),
  }
}

function slices(rows: readonly Process[], size: number): readonly (readonly Process[])[] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  )
}
