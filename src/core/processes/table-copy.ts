import type { Process, SampleInfo, TableEvent } from '../../shared/contract/process.ts'
import { keyOf } from '../../shared/model/tree.ts'
import { joinChanges } from './event-parts.ts'
import type { NoteBook } from './notes.ts'

type Change = Extract<TableEvent, { kind: 'change' }>
type Event = Exclude<TableEvent, { kind: 'trouble' }>

/** The host's own copy of the table: what who comes later is shown first. */
export interface TableCopy {
  readonly rows: ReadonlyMap<string, Process>
  /** Undefined before the first whole snapshot. */
  readonly latest: { readonly at: number; readonly sample: SampleInfo } | undefined
  /**
   * Puts a part of a large event in: the event loop does other things before the next one.
   * @returns the part with notes, when it is one of the first table, for which somebody may wait
   */
  takePart(event: TableEvent): TableEvent | undefined
  /**
   * Puts an event, or its last part, in.
   * @param all it shows all processes; news of some do not show who has ended
   * @returns undefined when it belongs to no table
   */
  take(event: TableEvent, all?: boolean): Taken | undefined
  /** @returns the row with its notes, if the table shows the process */
  annotate(key: string): Process | undefined
  clear(): void
}

export interface Taken {
  /** The whole event, with notes. */
  readonly whole: TableEvent
  /** What it says to those who were told its parts already. */
  readonly rest: TableEvent
}

/** @param notes are put into every row that comes */
export function createTableCopy(notes: NoteBook): TableCopy {
  let rows = new Map<string, Process>()
  let latest: TableCopy['latest']
  /** A snapshot counts when it is whole; until then the former rows do. */
  let coming: Map<string, Process> | undefined
  let parts: Change[] = []
  /** Noted after the part with their row. */
  let notedLate = new Set<string>()

  const put = (event: Event): void => {
    if (event.kind === 'snapshot') coming = new Map()
    // Differences that were under way when the last reader left: their snapshot is gone, a new one follows.
    else if (coming === undefined && latest === undefined) return
    else if (coming === undefined) parts.push(event)
    const into = coming ?? rows
    const fresh = event.kind === 'snapshot' ? event.processes : [...event.started, ...event.changed]
    for (const row of fresh) into.set(keyOf(row), notes.annotated(row))
    if (event.kind === 'change') for (const row of event.ended) into.delete(keyOf(row))
  }
  const forgetParts = (): void => {
    parts = []
    coming = undefined
    notedLate = new Set()
  }
  const annotated = (event: Event): Event =>
    event.kind === 'snapshot'
      ? { ...event, processes: event.processes.map(notes.annotated) }
      : { ...event, started: event.started.map(notes.annotated), changed: event.changed.map(notes.annotated) }
  const whole = ({ at, sample }: Event): Event | undefined => {
    if (coming !== undefined) {
      rows = coming
      return { kind: 'snapshot', at, sample, processes: [...rows.values()] }
    }
    const [first, ...rest] = parts
    if (first === undefined) return undefined
    return annotated(joinChanges([first, ...rest]))
  }
  const restOf = (last: Change): Event => {
    const late = [...notedLate].flatMap((key) => coming?.get(key) ?? [])
    return annotated({ ...last, changed: [...last.changed, ...late] })
  }

  return {
    get rows() {
      return rows
    },
    get latest() {
      return latest
    },
    takePart(event) {
      if (event.kind === 'trouble') return undefined
      put(event)
      return latest === undefined && coming !== undefined ? { ...annotated(event), more: true } : undefined
    },
    take(event, all = true) {
      if (event.kind === 'trouble') {
        forgetParts()
        return { whole: event, rest: event }
      }
      put(event)
      const made = whole(event)
      if (made === undefined) {
        forgetParts()
        return undefined
      }
      const rest = latest === undefined && event.kind === 'change' ? restOf(event) : made
      forgetParts()
      latest = { at: event.at, sample: event.sample }
      if (all) notes.forgetEnded((key) => rows.has(key), event.at)
      return { whole: made, rest }
    },
    annotate(key) {
      for (const table of [rows, coming]) {
        const row = table?.get(key)
        if (row !== undefined) table?.set(key, notes.annotated(row))
      }
      if (coming !== undefined) notedLate.add(key)
      return rows.get(key)
    },
    clear() {
      forgetParts()
      rows = new Map()
      latest = undefined
    },
  }
}
