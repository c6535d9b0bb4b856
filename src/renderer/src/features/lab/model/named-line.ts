import type { ConsoleLine } from './run-picture.ts'

/** So many lines back a stack trace is looked for. */
const lookBack = 200

/**
 * Most events do not tell their line; a stack trace does.
 * @param file the name as the page shows it, `scenario.ts`
 * @returns the line (from 1) of that file that the output named last
 */
export function lineNamedLast(lines: readonly ConsoleLine[], file: string): number | undefined {
  for (const { text } of lines.slice(-lookBack).toReversed()) {
    const at = text.lastIndexOf(`${file}:`)
    const line = at < 0 ? undefined : /^\d+/.exec(text.slice(at + file.length + 1))?.[0]
    if (line !== undefined) return Number(line)
    // Python's way to say it.
    const python = text.includes(`${file}", line `) ? /", line (\d+)/.exec(text)?.[1] : undefined
    if (python !== undefined) return Number(python)
  }
  return undefined
}
