/** @returns the number that the text is, in those bounds; undefined when it is none */
export function readNumber(text: string, least: number, most: number): number | undefined {
  if (!/^\s*[-+]?\d+(?:[.,]\d+)?\s*$/.test(text)) return undefined
  const value = Number(text.replace(',', '.'))
  return value >= least && value <= most ? value : undefined
}

/** @returns the whole number that the text is, in those bounds; undefined when it is none */
export function readWhole(text: string, least: number, most: number): number | undefined {
  const value = readNumber(text, least, most)
  return value !== undefined && /^\s*[-+]?\d+\s*$/.test(text) ? value : undefined
}
