import { indexAt } from './history.ts'
import { addInTime } from './lane.ts'
import type { ConsoleLine, RunPicture } from './run-picture.ts'

/** A line of a program, from 1, and when an event came from it. */
export interface SeenLine {
  readonly t: number
  readonly line: number
}

/** So many lines back a stack trace is looked for. */
const lookBack = 200

/** Which lines of the program's files were seen when. */
export class SeenLines {
  readonly #byFile = new Map<string, SeenLine[]>()

  add(file: string, seen: SeenLine): void {
    const lines = this.#byFile.get(file) ?? []
    this.#byFile.set(file, lines)
    addInTime(lines, seen)
  }

  /** @returns the line of that file from which the last event up to that time came */
  last(file: string, t: number): SeenLine | undefined {
    const lines = this.#byFile.get(file) ?? []
    return lines[indexAt(lines, t)]
  }
}

/**
 * Events of other runtimes do not tell their line; a stack trace does.
 * @param file the name as the page shows it, `scenario.ts`
 * @returns the line (from 1) of that file that the output named last
 */
export function lineNamedLast(lines: readonly ConsoleLine[], file: string): SeenLine | undefined {
  for (const { t, text } of lines.slice(-lookBack).toReversed()) {
    const at = text.lastIndexOf(`${file}:`)
    const line = at < 0 ? undefined : /^\d+/.exec(text.slice(at + file.length + 1))?.[0]
    if (line !== undefined) return { t, line: Number(line) }
    // Python's way to say it.
    const python = text.includes(`${file}", line `) ? /", line (\d+)/.exec(text)?.[1] : undefined
    if (python !== undefined) return { t, line: Number(python) }
  }
  return undefined
}

/** @returns the line of that file where the run was last seen at that time, by its events or by a stack trace */
export function lineSeenLast(picture: RunPicture, file: string, t: number): number | undefined {
  const event = picture.seen.last(file, t)
  const end = picture.console.findLastIndex((line) => line.t <= t) + 1
  const trace = lineNamedLast(picture.console.slice(Math.max(0, end - lookBack), end), file)
  return event !== undefined && event.t >= (trace?.t ?? 0) ? event.line : trace?.line
}
