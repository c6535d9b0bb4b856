import { setTimeout as pause } from 'node:timers/promises'
import type { Backend } from '../backend/create-backend.ts'
import type { Fact } from '../shared/contract/facts.ts'
import type { CliContext } from './cli-context.ts'
import { commandText } from './command-text.ts'
import { visible } from './visible.ts'
import { createWatchedRows, type LeavingRow, type RowsEvent, type View } from './watched-rows.ts'

export interface WatchOptions {
  readonly facts: readonly Fact[]
  /** Counted from the first look on; undefined: until the terminal ends it. */
  readonly limitSeconds: number | undefined
  readonly json: boolean
}

/** `forkscope ps --watch`: the rows that are meant, and then how they change. */
export async function watchRows(
  backend: Backend,
  view: View,
  options: WatchOptions,
  { terminal }: CliContext,
): Promise<void> {
  const over = new AbortController()
  const until = AbortSignal.any([terminal.ending, over.signal])
  let limited = false
  const limit = (): void => {
    if (limited || options.limitSeconds === undefined) return
    limited = true
    pause(options.limitSeconds * 1000, undefined, { signal: until }).then(
      () => over.abort(),
      () => {},
    )
  }
  const rowsAfter = createWatchedRows(view)
  for await (const event of backend.table.watch(until, options.facts)) {
    if (event.kind === 'trouble') {
      terminal.say(visible(event.message))
      continue
    }
    // The first look may take long on a busy machine; what is limited is the watching.
    limit()
    const told = rowsAfter(event)
    if (told === undefined) continue
    if (options.json) terminal.json(jsonOf(told))
    else for (const line of linesOf(told)) terminal.line(line)
  }
}

function jsonOf(event: RowsEvent): unknown {
  if (event.kind === 'snapshot') return event
  const { kind, at, started, leaving, changed } = event
  // Among those that ended, what only matches no more says that it lives.
  const ended = leaving.map(({ row: { pid, startKey }, end }) => end ?? { pid, startKey, alive: true })
  return { kind, at, started, ended, changed }
}

function linesOf(event: RowsEvent): readonly string[] {
  if (event.kind === 'snapshot') return [`${event.processes.length} processes`]
  return [
    ...event.started.map((row) => `+ ${row.pid}  ${commandText(row)}`),
    ...event.leaving.map((left) => `- ${left.row.pid}  ${visible(left.row.name)}${howLeft(left)}`),
  ]
}

function howLeft({ end }: LeavingRow): string {
  if (end === undefined) return ' (matches no more)'
  if (end.exitSignal !== undefined) return ` (${end.exitSignal})`
  return end.exitCode === undefined ? '' : ` (exit code ${end.exitCode})`
}
