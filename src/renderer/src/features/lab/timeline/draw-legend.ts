import type { Lane } from '../model/lane.ts'
import { barLooks, pointLooks, stateLooks } from './looks.ts'
import type { Pen } from './pen.ts'

/** What a colour, form or sign stands for. */
export interface LegendItem {
  readonly draw: (pen: Pen, x: number, y: number) => void
  /** A text of the page: `state.zombie`, `lab.bar.joining`, `lab.point.mark`. */
  readonly id:
    | `state.${keyof typeof stateLooks}`
    | `lab.bar.${keyof typeof barLooks}`
    | `lab.point.${keyof typeof pointLooks}`
}

const swatch = { width: 22, height: 11 }
const gap = { afterSwatch: 6, afterItem: 20 }
const fontSize = 11
const lineHeight = 20

/** @returns what is found in these lanes, each once; words for what is not there would only be read in vain */
export function legendOf(lanes: readonly Lane[]): readonly LegendItem[] {
  const items = new Map<LegendItem['id'], LegendItem>()
  for (const { states, bars, points } of lanes) {
    for (const { value } of states) {
      const { colour, fill, letter } = stateLooks[value]
      const id = `state.${value}` as const
      items.set(id, {
        id,
        draw(pen, x, y) {
          pen.rect({ x, y, ...swatch }, colour, fill)
          pen.text(x + 4, y + 9, letter, fill === 'solid' ? 'surface' : 'text', 10)
        },
      })
    }
    for (const { kind } of bars) {
      const { colour, fill } = barLooks[kind]
      const id = `lab.bar.${kind}` as const
      items.set(id, {
        id,
        draw: (pen, x, y) => pen.rect({ x, y: y + 2, width: swatch.width, height: 7 }, colour, fill),
      })
    }
    for (const { kind } of points) {
      const { glyph, colour } = pointLooks[kind]
      const id = `lab.point.${kind}` as const
      items.set(id, { id, draw: (pen, x, y) => pen.glyph(glyph, x + swatch.width / 2, y + 5.5, colour) })
    }
  }
  const kinds = ['state.', 'lab.bar.', 'lab.point.']
  return kinds.flatMap((kind) => [...items.values()].filter(({ id }) => id.startsWith(kind)))
}

export interface LegendOptions {
  readonly x: number
  readonly width: number
  readonly words: (id: LegendItem['id']) => string
  /** @returns how wide words are in that size */
  readonly measure: (words: string, size: number) => number
}

/** @returns the height that the legend takes, and what draws it from there down */
export function layLegend(items: readonly LegendItem[], { x: left, width, words, measure }: LegendOptions) {
  let [x, line] = [left, 0]
  const placed = items.map((item) => {
    const said = words(item.id)
    const wide = swatch.width + gap.afterSwatch + measure(said, fontSize)
    if (x > left && x + wide > left + width) {
      x = left
      line += 1
    }
    const place = { item, said, x, line }
    x += wide + gap.afterItem
    return place
  })
  return {
    height: items.length === 0 ? 0 : (line + 1) * lineHeight + 8,
    draw(pen: Pen, top: number): void {
      for (const { item, said, x: at, line: of } of placed) {
        const y = top + 8 + of * lineHeight
        item.draw(pen, at, y)
        pen.text(at + swatch.width + gap.afterSwatch, y + 9, said, 'text', fontSize)
      }
    },
  }
}
