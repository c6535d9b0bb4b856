import { barOf, filledGlyphs, glyphPaths, type Colour, type Glyph, type Pen } from './pen.ts'

export type Palette = Readonly<Record<Colour, string>>

const paths = new Map<Glyph, Path2D>()

function pathOf(glyph: Glyph): Path2D {
  const known = paths.get(glyph)
  if (known !== undefined) return known
  const path = new Path2D(glyphPaths[glyph])
  paths.set(glyph, path)
  return path
}

/** @returns a pen for a canvas whose context is already scaled to CSS pixels */
export function canvasPen(context: CanvasRenderingContext2D, palette: Palette): Pen {
  const hatch = hatchesFor(context, palette)
  return {
    rect(box, colour, fill) {
      const { x, y, width, height } = box
      if (fill === 'hollow' || fill === 'outlined') {
        context.strokeStyle = palette[colour]
        if (fill === 'hollow') context.setLineDash([3, 2])
        context.strokeRect(x + 0.5, y + 0.5, Math.max(0, width - 1), height - 1)
        context.setLineDash([])
        return
      }
      if (fill === 'barred') {
        context.fillStyle = palette[colour]
        const bar = barOf(box)
        context.fillRect(x, y, width, bar)
        context.fillRect(x, y + height - bar, width, bar)
        return
      }
      context.globalAlpha = fill === 'light' ? 0.45 : 1
      context.fillStyle = fill === 'hatched' ? hatch(colour) : palette[colour]
      context.fillRect(x, y, width, height)
      context.globalAlpha = 1
    },
    line(x1, y1, x2, y2, colour, dashed = false) {
      context.strokeStyle = palette[colour]
      context.setLineDash(dashed ? [4, 3] : [])
      context.beginPath()
      context.moveTo(x1, y1)
      context.lineTo(x2, y2)
      context.stroke()
      context.setLineDash([])
    },
    text(x, y, words, colour, size = 11) {
      context.font = `${size}px system-ui, sans-serif`
      context.fillStyle = palette[colour]
      context.fillText(words, x, y)
    },
    glyph(glyph, x, y, colour) {
      context.save()
      context.translate(x, y)
      context.strokeStyle = palette[colour]
      context.fillStyle = palette[colour]
      context.lineWidth = 1.5
      if (filledGlyphs.has(glyph)) context.fill(pathOf(glyph))
      else context.stroke(pathOf(glyph))
      context.restore()
    },
  }
}

/** Diagonal stripes, made once per colour. */
function hatchesFor(context: CanvasRenderingContext2D, palette: Palette): (colour: Colour) => CanvasPattern | string {
  const made = new Map<Colour, CanvasPattern | string>()
  return (colour) => {
    const known = made.get(colour)
    if (known !== undefined) return known
    const tile = document.createElement('canvas')
    tile.width = tile.height = 6
    const brush = tile.getContext('2d')
    if (brush !== null) {
      brush.strokeStyle = palette[colour]
      brush.lineWidth = 2
      for (const shift of [-6, 0, 6]) {
        brush.moveTo(shift, 6)
        brush.lineTo(shift + 6, 0)
      }
      brush.stroke()
    }
    const pattern = context.createPattern(tile, 'repeat') ?? palette[colour]
    made.set(colour, pattern)
    return pattern
  }
}
