import type { Process, TableEvent, TableNews } from '../shared/contract/process.ts'
import { changeOf } from '../shared/model/row-changes.ts'
import { sameValue } from '../shared/model/same-value.ts'
import { keyOf } from '../shared/model/tree.ts'
import { maskProcess } from './mask-process.ts'

interface Told {
  readonly raw: Process
  /** The same object when nothing of it is hidden. */
  readonly shown: Process
}

/**
 * @param secrets whether values that look like secrets are hidden from this reader
 * @returns turns the events of the table into what one reader of it is told: rows that it knows are not told again
 */
export function createTableNews(secrets: 'masked' | 'shown'): (event: TableEvent) => TableNews {
  const told = new Map<string, Told>()

  /** Masking costs more than all else here: a command line that is the same as before has the same mask. */
  const shownOf = (raw: Process, before: Told | undefined): Process => {
    if (secrets === 'shown') return raw
    if (before === undefined || !sameValue(before.raw.command, raw.command)) return maskProcess(raw)
    const { command } = before.shown
    return before.shown === before.raw || command === undefined ? raw : { ...raw, command, commandMasked: true }
  }
  const tell = (raw: Process) => {
    const key = keyOf(raw)
    const before = told.get(key)
    const shown = shownOf(raw, before)
    told.set(key, { raw, shown })
    return { shown, change: changeOf(before?.shown, shown) }
  }
  const tellWhole = (raw: Process): Process => tell(raw).shown

  return (event) => {
    switch (event.kind) {
      case 'snapshot':
        told.clear()
        return { ...event, processes: event.processes.map(tellWhole) }
      case 'change': {
        const started = event.started.map(tellWhole)
        const changed = event.changed.map((row) => tell(row).change)
        for (const each of event.ended) told.delete(keyOf(each))
        return { ...event, started, changed }
      }
      case 'trouble':
        return event
    }
  }
}
