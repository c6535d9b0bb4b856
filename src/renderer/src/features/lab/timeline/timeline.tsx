import { useCallback, useRef, useState, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { latestUs } from '../run-store.ts'
import { stage } from '../stage-store.ts'
import { SignalMenu, type MenuPlace } from '../stage/signal-menu.tsx'
import { usePicture } from '../stage/use-run.ts'
import { axisHeight, laneHeight } from './draw-timeline.ts'
import { LaneLabels } from './lane-labels.tsx'
import { Legend } from './legend.tsx'
import { TimelineTable } from './timeline-table.tsx'
import { shownSpan, useTimelineCanvas } from './use-timeline-canvas.ts'
import { useTimelinePointer } from './use-timeline-pointer.ts'
import { panned, zoomed } from './view-math.ts'

/** @param factor below 1: closer */
function zoomBy(factor: number): void {
  const span = shownSpan()
  const around = stage.getState().cursorUs ?? (span.from + span.to) / 2
  stage.getState().zoom(zoomed(span, factor, around, latestUs()))
}

/** One lane per process over the time of the run. */
export function Timeline() {
  const text = useText()
  const picture = usePicture()
  const canvas = useRef<HTMLCanvasElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const [asTable, setAsTable] = useState(false)
  const isZoomed = useStore(stage, (state) => state.span !== undefined)
  useTimelineCanvas(canvas, scroller)
  const [menu, setMenu] = useState<MenuPlace>()
  const openMenu = useCallback((place: MenuPlace): void => {
    stage.getState().select(place.pid)
    setMenu(place)
  }, [])
  useTimelinePointer(canvas, scroller, openMenu)
  const press = (event: KeyboardEvent): void => {
    const span = shownSpan()
    const step = (span.to - span.from) / 10
    const acts: Readonly<Record<string, () => void>> = {
      '+': () => zoomBy(0.5),
      '=': () => zoomBy(0.5),
      '-': () => zoomBy(2),
      '0': () => stage.getState().zoom(undefined),
      ArrowLeft: () => stage.getState().zoom(panned(span, -step, latestUs())),
      ArrowRight: () => stage.getState().zoom(panned(span, step, latestUs())),
    }
    const act = acts[event.key]
    if (act === undefined || event.ctrlKey || event.metaKey || !isLaneKey(event)) return
    event.preventDefault()
    act()
  }
  return (
    // Keys of its buttons, heard here once for all of them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className="timeline" aria-label={text('lab.timeline')} onKeyDown={press}>
      <div className="line">
        <h2>{text('lab.timeline')}</h2>
        <button type="button" aria-label={text('lab.zoomIn')} title={text('lab.zoomIn')} onClick={() => zoomBy(0.5)}>
          +
        </button>
        <button type="button" aria-label={text('lab.zoomOut')} title={text('lab.zoomOut')} onClick={() => zoomBy(2)}>
          −
        </button>
        <button type="button" disabled={!isZoomed} onClick={() => stage.getState().zoom(undefined)}>
          {text('lab.zoomAll')}
        </button>
        <button type="button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {text('lab.asTable')}
        </button>
        <Legend />
      </div>
      {asTable && <TimelineTable />}
      <div ref={scroller} className="timeline-scroll" hidden={asTable}>
        <div className="timeline-lanes" style={{ minHeight: axisHeight + picture.lanes.size * laneHeight }}>
          <LaneLabels scroller={scroller} onMenu={openMenu} />
          <canvas ref={canvas} role="img" aria-label={text('lab.timelinePicture')} />
        </div>
      </div>
      {menu !== undefined && <SignalMenu {...menu} onClose={() => setMenu(undefined)} />}
    </section>
  )
}

/** Lane labels are buttons: other keys belong to them. */
const isLaneKey = ({ target }: KeyboardEvent): boolean =>
  !(target instanceof HTMLInputElement) && !(target instanceof HTMLSelectElement)
