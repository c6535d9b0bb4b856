import { downloadFile } from '../../components/download-file.ts'
import type { Text } from '../../i18n/use-text.ts'
import { labRun, latestUs } from './run-store.ts'
import { fileName } from './share.ts'
import { stage } from './stage-store.ts'
import { canvasPen } from './timeline/canvas-pen.ts'
import { layLegend, legendOf } from './timeline/draw-legend.ts'
import { axisHeight, drawTimeline, laneHeight } from './timeline/draw-timeline.ts'
import { paletteOf } from './timeline/palette.ts'
import { lowered, type Pen } from './timeline/pen.ts'
import { svgPen } from './timeline/svg-pen.ts'
import { shownSpan } from './timeline/use-timeline-canvas.ts'

const width = 1600
const gutter = 190
const margin = 8
const headingHeight = 30

/** The words that stand with the picture, in the language of the page. */
export interface ExportWords {
  /** The lesson's title, or the program's name. */
  readonly title: string
  readonly text: Text
}

/** The timeline as the stage shows it, all lanes of it, with a heading and its legend: it stands alone. */
interface Whole {
  readonly heading: string
  readonly height: number
  readonly draw: (pen: Pen) => void
}

function layWhole({ title, text }: ExportWords): Whole {
  const { picture } = labRun.getState()
  const lanes = [...picture.lanes.values()]
  const measuring = document.createElement('canvas').getContext('2d')
  const measure = (words: string, size: number): number => {
    if (measuring === null) return words.length * size
    measuring.font = `${size}px system-ui, sans-serif`
    return measuring.measureText(words).width
  }
  const legend = layLegend(legendOf(lanes), { x: margin, width: width - 2 * margin, words: (id) => text(id), measure })
  const lanesHeight = axisHeight + lanes.length * laneHeight
  const { report } = picture
  const seconds = report === undefined ? '' : (report.elapsedMs / 1000).toFixed(1)
  const ended =
    report !== undefined &&
    text('lab.report', { outcome: text(`lab.${report.outcome}`), seconds, left: report.leftBehind })
  const heading = ended === false ? title : `${title} · ${ended}`
  return {
    heading,
    height: headingHeight + lanesHeight + legend.height + margin,
    draw(pen) {
      pen.text(margin, 20, heading, 'text', 14)
      const below = lowered(pen, headingHeight)
      const { cursorUs } = stage.getState()
      const view = { width, height: lanesHeight, ...shownSpan(), scrollTop: 0, selected: undefined, cursorUs, gutter }
      drawTimeline(below, lanes, latestUs(), view)
      for (const { index, name, pid } of lanes) {
        const y = axisHeight + index * laneHeight
        below.text(margin, y + 15, name.length > 24 ? `${name.slice(0, 23)}…` : name, 'text', 12)
        below.text(margin, y + 30, String(pid), 'quiet')
      }
      legend.draw(pen, headingHeight + lanesHeight)
    },
  }
}

/** Hands the person the timeline as a file that any size suits. */
export function exportSvg(words: ExportWords): void {
  const { heading, height, draw } = layWhole(words)
  const pen = svgPen(width, height, paletteOf())
  draw(pen)
  const file = pen.finish(heading, document.documentElement.lang)
  downloadFile(fileName('svg'), new Blob([file], { type: 'image/svg+xml' }))
}

/** Hands the person the timeline as a picture for slides. */
export async function exportPng(words: ExportWords): Promise<void> {
  const { height, draw } = layWhole(words)
  const canvas = document.createElement('canvas')
  // A canvas has its limits; so many lanes still fit at twice the size.
  const scale = height < 8000 ? 2 : 1
  canvas.width = width * scale
  canvas.height = height * scale
  const context = canvas.getContext('2d')
  if (context === null) return
  const palette = paletteOf()
  context.scale(scale, scale)
  context.fillStyle = palette.surface
  context.fillRect(0, 0, width, height)
  draw(canvasPen(context, palette))
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob !== null) downloadFile(fileName('png'), blob)
}
