/** @returns the lines of a written text; the end of the last line is not a line of its own */
export function splitLines(text: string): readonly string[] {
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}
