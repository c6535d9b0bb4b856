import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { chartColours, valueSpace, type ChartColour, type ChartData } from './chart-data.ts'

/** What the frame around it tells a drawn chart, and is told by it. */
export interface PlotOptions {
  readonly host: HTMLElement
  readonly height: number
  readonly formatValue: (value: number) => string
  /** @param at epoch ms */
  readonly formatTime: (at: number) => string
  /** The place that the pointer is at; undefined when it is nowhere. */
  readonly onPoint: (index: number | undefined) => void
}

export interface Plot {
  show(data: ChartData): void
  destroy(): void
}

/** Pixels that the words at the left edge may take, those below, and what half of the topmost ones takes. */
const [axisWidth, timesHeight, roomOnTop] = [64, 24, 6]
/** What half of `11:50:00` takes: uPlot puts a time below its mark even at the right edge, and the canvas cuts it off. */
const halfTimeWidth = 26
/** uPlot wants so many pixels between two times. */
const timeSpace = 96

const powersOfTwo = Array.from({ length: 50 }, (_, power) => 2 ** power)

/** Draws a chart into its host, in the theme's colours, as wide as the host is. */
export function createPlot(initial: ChartData, options: PlotOptions): Plot {
  const { host, height } = options
  let data = initial
  let palette = readPalette()
  const axis = (space: number, words: (value: number) => string): UPlot.Axis => ({
    space,
    stroke: () => palette.quiet,
    grid: { stroke: () => palette.line, width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
    values: (_, marks) => marks.map(words),
  })
  const plot = new UPlot(
    {
      width: Math.max(80, host.clientWidth),
      height,
      ms: 1,
      legend: { show: false },
      cursor: { y: false, drag: { setScale: false, x: false, y: false } },
      padding: [roomOnTop, halfTimeWidth, 0, 0],
      scales: {
        x: { range: (_, from, to) => spanOf(data, from, to) },
        y: { range: (_, __, most) => [0, data.top ?? roomAbove(most, data.leastTop)] },
      },
      axes: [
        { ...axis(timeSpace, options.formatTime), size: timesHeight },
        {
          ...axis(valueSpace(height - timesHeight - roomOnTop), options.formatValue),
          size: axisWidth,
          ...(data.isBytes && { incrs: powersOfTwo }),
        },
      ],
      series: [{}, ...data.series.map((each, index) => lineOf(each.colour, index, () => palette))],
      hooks: { setCursor: [({ cursor }) => options.onPoint(cursor.idx ?? undefined)] },
    },
    aligned(data),
    host,
  )
  plot.over.addEventListener('mouseleave', () => options.onPoint(undefined))
  const recolour = (): void => {
    palette = readPalette()
    plot.redraw(false, true)
  }
  const theme = new MutationObserver(recolour)
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', recolour)
  const size = new ResizeObserver(() => {
    if (host.clientWidth > 0 && host.clientWidth !== plot.width) plot.setSize({ width: host.clientWidth, height })
  })
  size.observe(host)
  return {
    show(next) {
      data = next
      plot.setData(aligned(next))
    },
    destroy() {
      theme.disconnect()
      dark.removeEventListener('change', recolour)
      size.disconnect()
      plot.destroy()
    },
  }
}

type Palette = Readonly<Record<ChartColour | 'quiet' | 'line', string>>

/** A canvas takes no variables and no `light-dark()`: an element is asked what they are now. */
function readPalette(): Palette {
  const probe = document.createElement('i')
  document.body.append(probe)
  const colourOf = (name: string): string => {
    probe.style.color = `var(--${name})`
    return getComputedStyle(probe).color
  }
  const [accent, running, disk, zombie, orphan] = chartColours.map(colourOf)
  const unknown = colourOf('text')
  const palette = {
    accent: accent ?? unknown,
    running: running ?? unknown,
    disk: disk ?? unknown,
    zombie: zombie ?? unknown,
    orphan: orphan ?? unknown,
    quiet: colourOf('quiet'),
    line: colourOf('line-soft'),
  }
  probe.remove()
  return palette
}

/** Lines differ in their dashes too: never by colour alone. */
const dashes = [[], [6, 3], [2, 3], [9, 3, 2, 3]]

function lineOf(colour: ChartColour, index: number, palette: () => Palette): UPlot.Series {
  const dash = dashes[index % dashes.length] ?? []
  return { stroke: () => palette()[colour], width: 1.5, dash, points: { show: false }, spanGaps: false }
}

/** uPlot calls a gap null. */
function aligned({ times, series }: ChartData): UPlot.AlignedData {
  return [[...times], ...series.map(({ values }) => values.map((value) => value ?? null))]
}

function spanOf({ spanMs }: ChartData, from: number | null, to: number | null): [number, number] {
  if (from === null || to === null) return [0, spanMs ?? 1]
  return spanMs === undefined ? [from, Math.max(to, from + 1000)] : [to - spanMs, to]
}

function roomAbove(most: number | null, least = 1): number {
  return Math.max(least, (most ?? 0) * 1.1)
}
