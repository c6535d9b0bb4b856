/** Names of the theme's colours: the same for states everywhere. */
export type Colour =
  | 'running'
  | 'sleeping'
  | 'disk'
  | 'stopped'
  | 'zombie'
  | 'orphan'
  | 'accent'
  | 'danger'
  | 'quiet'
  | 'line'
  | 'text'
  | 'surface'
  | 'row-selected'
export const colourNames: readonly Colour[] = [
  'running',
  'sleeping',
  'disk',
  'stopped',
  'zombie',
  'orphan',
  'accent',
  'danger',
  'quiet',
  'line',
  'text',
  'surface',
  'row-selected',
]

/** Never colour alone: each state and bar has its form too. */
export type Fill = 'solid' | 'light' | 'hatched' | 'barred' | 'hollow' | 'outlined'
export type Glyph = 'start' | 'exit' | 'dot' | 'signal' | 'mark' | 'arrow' | 'alarm'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** @returns how thick each of the two bars is */
export const barOf = ({ height }: Box): number => Math.min(3, height / 3)

/** What the timeline is drawn with: on a canvas, or into an SVG file. Coordinates are CSS pixels. */
export interface Pen {
  rect(box: Box, colour: Colour, fill: Fill): void
  line(x1: number, y1: number, x2: number, y2: number, colour: Colour, dashed?: boolean): void
  text(x: number, y: number, words: string, colour: Colour, size?: number): void
  glyph(glyph: Glyph, x: number, y: number, colour: Colour): void
}

/** Outlines in a square of 8 pixels around the point; `signal` and `alarm` are filled. */
export const glyphPaths: Readonly<Record<Glyph, string>> = {
  start: 'M-1 -4 L4 0 L-1 4 Z',
  exit: 'M-3 -3 L3 3 M3 -3 L-3 3',
  dot: 'M0 -3 L0 3',
  signal: 'M1 -5 L-3 1 L0 1 L-1 5 L3 -1 L0 -1 Z',
  mark: 'M0 -4 L4 0 L0 4 L-4 0 Z',
  arrow: 'M-4 2 L0 -3 L4 2',
  alarm: 'M0 -5 L5 4 L-5 4 Z',
}
export const filledGlyphs: ReadonlySet<Glyph> = new Set<Glyph>(['start', 'signal', 'alarm'])

/** @returns a pen whose drawings stand so much lower */
export function lowered(pen: Pen, by: number): Pen {
  return {
    rect: (box, ...look) => pen.rect({ ...box, y: box.y + by }, ...look),
    line: (x1, y1, x2, y2, ...look) => pen.line(x1, y1 + by, x2, y2 + by, ...look),
    text: (x, y, ...words) => pen.text(x, y + by, ...words),
    glyph: (glyph, x, y, colour) => pen.glyph(glyph, x, y + by, colour),
  }
}
