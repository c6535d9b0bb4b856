/** What is known over time: one column for each measure. */
export interface HistoryPoints {
  /** Epoch milliseconds. */
  readonly times: readonly number[]
  readonly columns: readonly (readonly (number | undefined)[])[]
}

type Values = readonly (number | undefined)[]

/** So many points are kept; when they are full, two neighbours become one. */
export const mostPoints = 256

/** Values over time in bounded memory. They are told only when they change: each holds until the next one. */
export class StepHistory {
  readonly #columns: number
  readonly #width: number
  /** Time, then the columns; NaN where nothing is known. */
  #numbers: Float64Array
  #length = 0

  constructor(columns: number) {
    this.#columns = columns
    this.#width = columns + 1
    this.#numbers = new Float64Array(8 * this.#width)
  }

  /** @param heldUntil epoch ms until which the former values are known to have held */
  note(at: number, values: Values, heldUntil: number): void {
    const last = this.#length - 1
    if (last >= 0) {
      if (at <= this.#at(last)) return
      if (this.#holds(last, values)) return
      if (heldUntil > this.#at(last) && heldUntil < at) this.#push(heldUntil, this.#values(last))
    }
    this.#push(at, values)
  }

  /** @param until epoch ms until which the last values hold */
  points(until: number): HistoryPoints {
    const last = this.#length - 1
    const rows = Array.from({ length: this.#length }, (_, point) => ({
      at: this.#at(point),
      values: this.#values(point),
    }))
    if (last >= 0 && until > this.#at(last)) rows.push({ at: until, values: this.#values(last) })
    return {
      times: rows.map(({ at }) => at),
      columns: Array.from({ length: this.#columns }, (_, column) => rows.map(({ values }) => values[column])),
    }
  }

  #at(point: number): number {
    return this.#numbers[point * this.#width] ?? 0
  }

  /** Asked of every row of every event: without a copy of what is there. */
  #holds(point: number, values: Values): boolean {
    const start = point * this.#width + 1
    for (let column = 0; column < this.#columns; column += 1) {
      if (!Object.is(this.#numbers[start + column], values[column] ?? Number.NaN)) return false
    }
    return true
  }

  #values(point: number): (number | undefined)[] {
    const start = point * this.#width + 1
    return Array.from(this.#numbers.subarray(start, start + this.#columns), (value) =>
      Number.isNaN(value) ? undefined : value,
    )
  }

  #push(at: number, values: Values): void {
    if (this.#length === mostPoints) this.#thin()
    if (this.#length * this.#width === this.#numbers.length) {
      const larger = new Float64Array(this.#numbers.length * 2)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#write(this.#length, at, values)
    this.#length += 1
  }

  #write(point: number, at: number, values: Values): void {
    const start = point * this.#width
    this.#numbers[start] = at
    for (let column = 0; column < this.#columns; column += 1) {
      this.#numbers[start + 1 + column] = values[column] ?? Number.NaN
    }
  }

  /** Older peaks become lower; what was first seen, and when, stays. */
  #thin(): void {
    for (let point = 1; point < this.#length / 2; point += 1) {
      const [first, second] = [this.#values(point * 2), this.#values(point * 2 + 1)]
      this.#write(
        point,
        this.#at(point * 2 + 1),
        first.map((value, column) => mean(value, second[column])),
      )
    }
    this.#length /= 2
  }
}

function mean(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return (a + b) / 2
}
