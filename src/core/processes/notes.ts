import type { LabMark, Process, ProcessIdentity } from '../../shared/contract/process.ts'
import { keyOf } from '../../shared/model/tree.ts'

/** What others know of a process and the OS does not tell. */
export interface ProcessNotes {
  readonly lab?: LabMark
  readonly daemon?: Process['daemon']
}

/** Notes of living processes; those of ended ones are forgotten when a whole table shows that they are gone. */
export interface NoteBook {
  readonly size: number
  /** Adds to what is noted already. `at`: epoch ms. */
  write(identity: ProcessIdentity, notes: ProcessNotes, at: number): void
  /** @returns the row with its notes; the row itself when there are none */
  readonly annotated: (row: Process) => Process
  /** @param lives whether a table read at `sampledAt` (epoch ms) shows the identity; it cannot show what came later */
  forgetEnded(lives: (key: string) => boolean, sampledAt: number): void
  clear(): void
}

/** @returns an empty book */
export function createNoteBook(): NoteBook {
  const book = new Map<string, { readonly notes: ProcessNotes; readonly at: number }>()
  return {
    get size() {
      return book.size
    },
    write(identity, notes, at) {
      const key = keyOf(identity)
      book.set(key, { notes: { ...book.get(key)?.notes, ...notes }, at })
    },
    annotated(row) {
      // Most of the time there are none, and a table has thousands of rows.
      if (book.size === 0) return row
      const found = book.get(keyOf(row))
      return found === undefined ? row : { ...row, ...found.notes }
    },
    forgetEnded(lives, sampledAt) {
      for (const [key, { at }] of book) if (at < sampledAt && !lives(key)) book.delete(key)
    },
    clear: () => book.clear(),
  }
}
