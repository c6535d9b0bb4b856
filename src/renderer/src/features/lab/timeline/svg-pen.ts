import type { Palette } from './canvas-pen.ts'
import { barOf, filledGlyphs, glyphPaths, type Colour, type Pen } from './pen.ts'

const escape = (words: string): string =>
  words.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
const short = (number: number): string => String(Math.round(number * 100) / 100)

export interface SvgPen extends Pen {
  /** @param language of the words in it @returns the whole file */
  finish(title: string, language: string): string
}

/** @returns a pen that writes an SVG file of that size */
export function svgPen(width: number, height: number, palette: Palette): SvgPen {
  const parts: string[] = []
  const hatched = new Set<Colour>()
  return {
    rect(area, colour, fill) {
      const { x, y, width: w, height: h } = area
      const box = `x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}"`
      if (fill === 'hollow' || fill === 'outlined') {
        const dashes = fill === 'hollow' ? ' stroke-dasharray="3 2"' : ''
        parts.push(`<rect ${box} fill="none" stroke="${palette[colour]}"${dashes}/>`)
      } else if (fill === 'barred') {
        const thick = barOf(area)
        const bar = `x="${short(x)}" width="${short(w)}" height="${short(thick)}" fill="${palette[colour]}"`
        parts.push(`<rect ${bar} y="${short(y)}"/><rect ${bar} y="${short(y + h - thick)}"/>`)
      } else {
        if (fill === 'hatched') hatched.add(colour)
        const paint = fill === 'hatched' ? `url(#hatch-${colour})` : palette[colour]
        parts.push(`<rect ${box} fill="${paint}"${fill === 'light' ? ' fill-opacity="0.45"' : ''}/>`)
      }
    },
    line(x1, y1, x2, y2, colour, dashed = false) {
      const points = `x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}"`
      parts.push(`<line ${points} stroke="${palette[colour]}"${dashed ? ' stroke-dasharray="4 3"' : ''}/>`)
    },
    text(x, y, words, colour, size = 11) {
      const place = `x="${short(x)}" y="${short(y)}" font-size="${size}"`
      parts.push(`<text ${place} fill="${palette[colour]}">${escape(words)}</text>`)
    },
    glyph(glyph, x, y, colour) {
      const paint = filledGlyphs.has(glyph)
        ? `fill="${palette[colour]}"`
        : `fill="none" stroke="${palette[colour]}" stroke-width="1.5"`
      parts.push(`<path d="${glyphPaths[glyph]}" transform="translate(${short(x)} ${short(y)})" ${paint}/>`)
    },
    finish(title, language) {
      const patterns = [...hatched].map(
        (colour) =>
          `<pattern id="hatch-${colour}" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6 L6 0 M-1 1 L1 -1 M5 7 L7 5" stroke="${palette[colour]}" stroke-width="2"/></pattern>`,
      )
      return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" role="img" lang="${escape(language)}">
<title>${escape(title)}</title>
<defs>${patterns.join('')}</defs>
<rect width="${width}" height="${height}" fill="${palette.surface}"/>
${parts.join('\n')}
</svg>
`
    },
  }
}
