import type { Palette } from './canvas-pen.ts'
import { colourNames } from './pen.ts'

/** @returns the theme's present colours */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element)
  const entries = colourNames.map((name) => [name, style.getPropertyValue(`--${name}`).trim() || '#888'])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from all the names there are
  return Object.fromEntries(entries) as Palette
}
