/** A line without an end is told in pieces of this many characters. */
const longest = 65_536

/** Makes lines of what a process writes: one write may hold many lines, or a part of one. */
export class LineBuffer {
  #rest = ''

  /** @returns the lines that this text completes */
  push(text: string): readonly string[] {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    while (this.#rest.length > longest) {
      lines.push(this.#rest.slice(0, longest))
      this.#rest = this.#rest.slice(longest)
    }
    return lines
  }

  /** @returns what was written without an end of line, when nothing more comes */
  flush(): readonly string[] {
    const rest = this.#rest
    this.#rest = ''
    return rest === '' ? [] : [rest]
  }
}
