import { downloadFile } from '../../components/download-file.ts'
import { readRun, SavedRunError, traceLines, writeRun } from './model/saved-run.ts'
import { failRun, labRun, latestUs, pause, showSavedRun } from './run-store.ts'
import { canvasPen } from './timeline/canvas-pen.ts'
import { axisHeight, drawTimeline, laneHeight } from './timeline/draw-timeline.ts'
import { paletteOf } from './timeline/palette.ts'
import type { Pen } from './timeline/pen.ts'
import { svgPen } from './timeline/svg-pen.ts'
import { shownSpan } from './timeline/use-timeline-canvas.ts'

const exportWidth = 1600
const exportGutter = 190

function fileName(ending: string): string {
  const { title = 'run', run = 'saved' } = labRun.getState()
  return `forkscope-${title.replaceAll(/[^\w.-]+/g, '_')}-${run}.${ending}`
}

/** The run as one file that opens anywhere without running anything. */
export function saveRun(): void {
  const { title = '', events } = labRun.getState()
  downloadFile(
    fileName('forkscope.jsonl'),
    new Blob([writeRun(title, events, new Date())], { type: 'application/jsonl' }),
  )
}

/** The trace alone, as the command line prints it. */
export function saveTrace(): void {
  downloadFile(fileName('jsonl'), new Blob([traceLines(labRun.getState().events)], { type: 'application/jsonl' }))
}

/** Opens a saved run. @returns whether it was one; why not is said on the page */
export async function openRun(file: Blob): Promise<boolean> {
  try {
    await showSavedRun(await readRun(await file.text(), pause))
    return true
  } catch (cause) {
    if (!(cause instanceof SavedRunError)) throw cause
    failRun('file', cause)
    return false
  }
}

function drawWhole(pen: Pen, height: number): void {
  const lanes = [...labRun.getState().picture.lanes.values()]
  const view = { width: exportWidth, height, ...shownSpan(), scrollTop: 0, selected: undefined, cursorUs: undefined }
  drawTimeline(pen, lanes, latestUs(), { ...view, gutter: exportGutter })
  for (const { index, name, pid } of lanes) {
    const y = axisHeight + index * laneHeight
    pen.text(8, y + 15, name.length > 24 ? `${name.slice(0, 23)}…` : name, 'text', 12)
    pen.text(8, y + 30, String(pid), 'quiet')
  }
}

const wholeHeight = (): number => axisHeight + labRun.getState().picture.lanes.size * laneHeight + 4

export function exportSvg(): void {
  const height = wholeHeight()
  const pen = svgPen(exportWidth, height, paletteOf())
  drawWhole(pen, height)
  downloadFile(fileName('svg'), new Blob([pen.finish(labRun.getState().title ?? '')], { type: 'image/svg+xml' }))
}

export async function exportPng(): Promise<void> {
  const canvas = document.createElement('canvas')
  // A canvas has its limits; so many lanes still fit at twice the size.
  const scale = wholeHeight() < 8000 ? 2 : 1
  canvas.width = exportWidth * scale
  canvas.height = wholeHeight() * scale
  const context = canvas.getContext('2d')
  if (context === null) return
  const palette = paletteOf()
  context.scale(scale, scale)
  context.fillStyle = palette.surface
  context.fillRect(0, 0, exportWidth, wholeHeight())
  drawWhole(canvasPen(context, palette), wholeHeight())
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob !== null) downloadFile(fileName('png'), blob)
}
