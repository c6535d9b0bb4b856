import type { PageProcess } from './process-store.ts'

/** A table that has a successor shows what that shows: the rows are handed on, not copied. */
export type Table = ReadonlyMap<string, PageProcess>
/** By their keys: a row before and after; undefined where there was, or is, none. */
export type RowSteps = ReadonlyMap<string, readonly [before: PageProcess | undefined, after: PageProcess | undefined]>

interface Step {
  readonly number: number
  /** The number of the table before: that table itself must not be held, nor all before it. */
  readonly from: number | undefined
  readonly rows: RowSteps
}

const steps = new WeakMap<Table, Step>()
let last = 0

/** Ten thousand entries copied each second are collected each second: another view of the same rows is another table. */
class View implements ReadonlyMap<string, PageProcess> {
  /** Undefined when a successor has them. */
  owned: Map<string, PageProcess> | undefined
  readonly #rows: ReadonlyMap<string, PageProcess>

  constructor(rows: Map<string, PageProcess>) {
    this.owned = rows
    this.#rows = rows
  }
  get size() {
    return this.#rows.size
  }
  get(key: string) {
    return this.#rows.get(key)
  }
  has(key: string) {
    return this.#rows.has(key)
  }
  keys() {
    return this.#rows.keys()
  }
  values() {
    return this.#rows.values()
  }
  entries() {
    return this.#rows.entries()
  }
  [Symbol.iterator]() {
    return this.#rows.entries()
  }
  forEach(call: Parameters<ReadonlyMap<string, PageProcess>['forEach']>[0]) {
    this.#rows.forEach((row, key) => call(row, key, this))
  }
}

/** @returns the rows to go on with: those of the table when nothing has followed it yet, a copy of them otherwise */
function takeOver(table: Table): Map<string, PageProcess> {
  const owned = table instanceof View ? table.owned : undefined
  if (table instanceof View) table.owned = undefined
  return owned ?? new Map(table)
}

/** A table with the means to change it; what was changed is remembered. */
export interface ChangingTable {
  readonly table: Table
  readonly put: (key: string, row: PageProcess) => void
  readonly remove: (key: string) => void
}

/** @returns the table that follows: all that depends on every row can be found from what changes of it (`stepsBetween`) */
export function changing(before: Table): ChangingTable {
  const map = takeOver(before)
  const table = new View(map)
  const rows = new Map<string, readonly [PageProcess | undefined, PageProcess | undefined]>()
  const note = (key: string, after: PageProcess | undefined): void => {
    const known = rows.get(key)
    rows.set(key, [known === undefined ? map.get(key) : known[0], after])
  }
  last += 1
  steps.set(table, { number: last, from: steps.get(before)?.number, rows })
  return {
    table,
    put(key, row) {
      note(key, row)
      map.set(key, row)
    },
    remove(key) {
      note(key, undefined)
      map.delete(key)
    },
  }
}

/** @returns a table that has no table before it */
export function firstTable(rows: Iterable<readonly [string, PageProcess]>): Table {
  const table = new View(new Map(rows))
  last += 1
  steps.set(table, { number: last, from: undefined, rows: new Map() })
  return table
}

/** @returns what makes the one of the other; undefined when it did not follow it directly */
export function stepsBetween(before: Table, after: Table): RowSteps | undefined {
  const step = steps.get(after)
  return step?.from !== undefined && step.from === steps.get(before)?.number ? step.rows : undefined
}

/**
 * Adds up over all rows; the time it takes goes with what changed, not with the table.
 * @param size how many sums there are
 * @param add puts a row into the sums, or takes it out again with the sign -1
 * @returns the sums of a table; the array is never changed afterwards
 */
export function createTally(
  size: number,
  add: (sums: number[], row: PageProcess, sign: 1 | -1) => void,
): (table: Table) => readonly number[] {
  let table: Table | undefined
  let sums: readonly number[] = []
  return (next) => {
    if (next === table) return sums
    const rows = table && stepsBetween(table, next)
    const made = rows === undefined ? Array.from({ length: size }, () => 0) : [...sums]
    if (rows === undefined) for (const row of next.values()) add(made, row, 1)
    else
      for (const [before, after] of rows.values()) {
        if (before !== undefined) add(made, before, -1)
        if (after !== undefined) add(made, after, 1)
      }
    // With the rows of a successor: that one's steps are in them already.
    const isAhead = rows === undefined && next instanceof View && next.owned === undefined
    table = isAhead ? undefined : next
    sums = made
    return made
  }
}
