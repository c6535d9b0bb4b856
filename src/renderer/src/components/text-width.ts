/** Names and sentences recur from sample to sample; old ones are forgotten all at once. */
const mostKept = 2000
const kept = new Map<string, number>()
let pen: CanvasRenderingContext2D | null | undefined

/**
 * @param size of the font of the page, pixels
 * @returns how wide the text is there, pixels; measured without a layout
 */
export function textWidth(text: string, size: number): number {
  const key = `${size} ${text}`
  const known = kept.get(key)
  if (known !== undefined) return known
  pen ??= document.createElement('canvas').getContext('2d')
  if (pen === null) return text.length * size
  pen.font = `${size}px ${getComputedStyle(document.documentElement).fontFamily}`
  const width = Math.ceil(pen.measureText(text).width)
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, width)
  return width
}
