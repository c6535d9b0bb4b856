import type { Palette } from './canvas-pen.ts'
import { colourNames } from './pen.ts'

/** @returns the theme's present colours, as a canvas and a file take them: without variables and `light-dark()` */
export function paletteOf(): Palette {
  const probe = document.createElement('i')
  document.body.append(probe)
  const entries = colourNames.map((name) => {
    probe.style.color = `var(--${name})`
    return [name, getComputedStyle(probe).color]
  })
  probe.remove()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from all the names there are
  return Object.fromEntries(entries) as Palette
}
