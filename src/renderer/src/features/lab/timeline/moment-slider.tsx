import { useEffect, useReducer, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { goesOn, labRun, latestUs } from '../run-store.ts'
import { stage } from '../stage-store.ts'
import { timeText, usePicture } from '../stage/use-run.ts'

/** At the end of a run that goes on, the moment goes on with it. */
function moveTo(us: number, { max }: HTMLInputElement): void {
  const end = Number(max)
  const isLive = us >= end && goesOn(labRun.getState())
  stage.setState({ cursorUs: isLive ? undefined : Math.round(Math.min(Math.max(0, us), end)), playing: false })
}

/** The arrow keys of a slider would move it by a microsecond: here by a hundredth of the run. */
function stepWithKeys(event: KeyboardEvent<HTMLInputElement>): void {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -0.01, ArrowRight: 0.01, PageDown: -0.1, PageUp: 0.1 }
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  const { currentTarget } = event
  moveTo(currentTarget.valueAsNumber + step * Number(currentTarget.max), currentTarget)
}

const tickMs = 100

/** @returns how far the run has come, microseconds: while it goes on its clock does, between events too */
function useClock(): number {
  usePicture()
  const isGoing = useStore(labRun, goesOn)
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (!isGoing) return undefined
    const ticking = setInterval(tick, tickMs)
    return () => clearInterval(ticking)
  }, [isGoing])
  return Math.round(latestUs())
}

/** The run's time as a slider, and the moment in numbers: alone they are drawn again as the clock goes on. */
export function MomentSlider() {
  const text = useText()
  const end = useClock()
  const isGoing = useStore(labRun, goesOn)
  const cursorUs = useStore(stage, (state) => state.cursorUs)
  const moment = cursorUs ?? end
  return (
    <>
      <input
        type="range"
        className="scrub"
        aria-label={text('lab.moment')}
        // A number that never rests would be read out without end.
        aria-valuetext={isGoing && cursorUs === undefined ? text('lab.live') : timeText(moment)}
        min={0}
        max={Math.max(end, 1)}
        step={1}
        onKeyDown={stepWithKeys}
        value={Math.min(moment, end)}
        onChange={({ target }) => moveTo(target.valueAsNumber, target)}
      />
      {/* No output: that is a live region, and this number seldom rests. */}
      <span className="number cursor-time">{timeText(moment)}</span>
    </>
  )
}
