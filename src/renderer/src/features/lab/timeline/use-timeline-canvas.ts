import { useEffect, type RefObject } from 'react'
import { labRun, latestUs } from '../run-store.ts'
import { stage, type Span } from '../stage-store.ts'
import { canvasPen } from './canvas-pen.ts'
import { drawTimeline } from './draw-timeline.ts'
import { paletteOf } from './palette.ts'

/** @returns what the timeline shows: the chosen part, or all so far */
export function shownSpan(): Span {
  const { eventCount } = labRun.getState().picture
  // Before anything has happened it has the scale of most runs, seconds.
  return stage.getState().span ?? { from: 0, to: eventCount === 0 ? 5_000_000 : Math.max(latestUs(), 1000) }
}

/** Draws when something has changed, at most once a frame; all the time while the run goes on. */
export function useTimelineCanvas(
  canvas: RefObject<HTMLCanvasElement | null>,
  scroller: RefObject<HTMLElement | null>,
) {
  useEffect(() => {
    const [element, scrolled] = [canvas.current, scroller.current]
    const context = element?.getContext('2d')
    if (element === null || scrolled === null || context === null || context === undefined) return undefined
    let frame = 0
    let pen = canvasPen(context, paletteOf())
    const draw = (): void => {
      frame = 0
      const { width, height } = element.getBoundingClientRect()
      const ratio = window.devicePixelRatio
      if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
        element.width = Math.round(width * ratio)
        element.height = Math.round(height * ratio)
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      context.clearRect(0, 0, width, height)
      const { selected, cursorUs } = stage.getState()
      const { picture, running } = labRun.getState()
      const view = { width, height, ...shownSpan(), scrollTop: scrolled.scrollTop, selected, cursorUs, gutter: 0 }
      drawTimeline(pen, [...picture.lanes.values()], latestUs(), view)
      if (running) ask()
    }
    const ask = (): void => {
      frame ||= requestAnimationFrame(draw)
    }
    const recolour = (): void => {
      pen = canvasPen(context, paletteOf())
      ask()
    }
    const theme = new MutationObserver(recolour)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', recolour)
    const size = new ResizeObserver(ask)
    size.observe(element)
    scrolled.addEventListener('scroll', ask, { passive: true })
    const unsubscribe = [labRun.subscribe(ask), stage.subscribe(ask)]
    ask()
    return () => {
      cancelAnimationFrame(frame)
      theme.disconnect()
      dark.removeEventListener('change', recolour)
      size.disconnect()
      scrolled.removeEventListener('scroll', ask)
      for (const stop of unsubscribe) stop()
    }
  }, [canvas, scroller])
}
