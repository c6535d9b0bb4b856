import { useEffect, useState, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { stateAt } from '../model/tree-at.ts'
import { stage } from '../stage-store.ts'
import type { MenuPlace } from '../stage/signal-menu.tsx'
import { useMoment, usePicture } from '../stage/use-run.ts'
import { axisHeight, laneHeight } from './draw-timeline.ts'

/** Lanes above and below the visible ones that are kept, so that the keyboard finds them. */
const margin = 4

interface LaneLabelsProps {
  readonly scroller: RefObject<HTMLElement | null>
  readonly onMenu: (place: MenuPlace) => void
}

/** The names left of the lanes: buttons that select, with the signals in their menu. */
export function LaneLabels({ scroller, onMenu }: LaneLabelsProps) {
  const text = useText()
  const picture = usePicture()
  const moment = useMoment()
  const selected = useStore(stage, (state) => state.selected)
  const [top, setTop] = useState(0)
  const [visible, setVisible] = useState(15)
  useEffect(() => {
    const { current } = scroller
    if (current === null) return undefined
    const look = (): void => {
      setTop(Math.floor(current.scrollTop / laneHeight))
      setVisible(Math.ceil(current.clientHeight / laneHeight))
    }
    const size = new ResizeObserver(look)
    size.observe(current)
    current.addEventListener('scroll', look, { passive: true })
    return () => {
      size.disconnect()
      current.removeEventListener('scroll', look)
    }
  }, [scroller])
  const from = Math.max(0, top - margin)
  const shown = [...picture.lanes.values()].slice(from, top + visible + margin)
  const open = (event: MouseEvent | KeyboardEvent, pid: number): void => {
    event.preventDefault()
    const box = event.currentTarget.getBoundingClientRect()
    onMenu({ pid, x: box.left + 12, y: box.bottom })
  }
  return (
    <div className="lane-labels" role="group" aria-label={text('lab.lanes')}>
      {shown.map((lane) => (
        <button
          key={lane.pid}
          type="button"
          style={{ insetBlockStart: axisHeight + lane.index * laneHeight, height: laneHeight }}
          aria-pressed={lane.pid === selected}
          data-lane={lane.pid}
          data-state={stateAt(lane, moment)}
          onClick={() => stage.getState().select(lane.pid)}
          onContextMenu={(event) => open(event, lane.pid)}
          onKeyDown={(event) => (event.key === 'ContextMenu' || event.key === 'Delete') && open(event, lane.pid)}
        >
          <i className="swatch" data-colour={lane.index % 8} aria-hidden="true" />
          <span title={lane.name}>{lane.name}</span> <small>{lane.pid}</small>
        </button>
      ))}
    </div>
  )
}
