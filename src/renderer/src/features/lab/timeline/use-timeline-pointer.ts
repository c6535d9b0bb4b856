import { useEffect, type RefObject } from 'react'
import type { Lane } from '../model/lane.ts'
import { labRun, latestUs } from '../run-store.ts'
import type { MenuPlace } from '../stage/signal-menu.tsx'
import { stage } from '../stage-store.ts'
import { axisHeight, laneHeight } from './draw-timeline.ts'
import { shownSpan } from './use-timeline-canvas.ts'
import { panned, zoomed } from './view-math.ts'

/** Press and drag: the cursor. With Shift, or the middle button: moves the view. Ctrl and wheel: zooms. The other button: a lane's menu. */
export function useTimelinePointer(
  canvas: RefObject<HTMLCanvasElement | null>,
  scroller: RefObject<HTMLElement | null>,
  onMenu: (place: MenuPlace) => void,
) {
  useEffect(() => {
    const [element, scrolled] = [canvas.current, scroller.current]
    if (element === null || scrolled === null) return undefined
    const timeAt = (event: MouseEvent): number => {
      const box = element.getBoundingClientRect()
      const { from, to } = shownSpan()
      return from + ((event.clientX - box.left) / box.width) * (to - from)
    }
    const laneAt = (event: MouseEvent): Lane | undefined => {
      const y = event.clientY - element.getBoundingClientRect().top - axisHeight
      if (y <= 0) return undefined
      return [...labRun.getState().picture.lanes.values()][Math.floor((y + scrolled.scrollTop) / laneHeight)]
    }
    const pan = (pixels: number): void => {
      const span = shownSpan()
      const perPixel = (span.to - span.from) / element.getBoundingClientRect().width
      stage.getState().zoom(panned(span, pixels * perPixel, latestUs()))
    }
    const seek = (event: MouseEvent): void => {
      stage.setState({ playing: false })
      stage.getState().seek(Math.min(Math.max(0, Math.round(timeAt(event))), latestUs()))
    }
    let panning = false
    const down = (event: PointerEvent): void => {
      if (event.button === 2) return
      element.setPointerCapture(event.pointerId)
      panning = event.shiftKey || event.button === 1
      if (panning) return
      seek(event)
      const lane = laneAt(event)
      if (lane !== undefined) stage.getState().select(lane.pid)
    }
    const menu = (event: MouseEvent): void => {
      const lane = laneAt(event)
      if (lane === undefined) return
      event.preventDefault()
      onMenu({ pid: lane.pid, x: event.clientX, y: event.clientY })
    }
    const move = (event: PointerEvent): void => {
      if (!element.hasPointerCapture(event.pointerId)) return
      if (panning) pan(-event.movementX)
      else seek(event)
    }
    const wheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        const factor = Math.exp(event.deltaY * 0.002)
        stage.getState().zoom(zoomed(shownSpan(), factor, timeAt(event), latestUs()))
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault()
        pan(event.deltaX === 0 ? event.deltaY : event.deltaX)
      }
    }
    element.addEventListener('pointerdown', down)
    element.addEventListener('pointermove', move)
    element.addEventListener('contextmenu', menu)
    // The wheel scrolls the page unless it is said to be handled here.
    element.addEventListener('wheel', wheel, { passive: false })
    return () => {
      element.removeEventListener('pointerdown', down)
      element.removeEventListener('pointermove', move)
      element.removeEventListener('contextmenu', menu)
      element.removeEventListener('wheel', wheel)
    }
  }, [canvas, scroller, onMenu])
}
