import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { labRun, latestUs } from '../run-store.ts'
import { stage } from '../stage-store.ts'
import { usePicture } from '../stage/use-run.ts'
import { MomentSlider } from './moment-slider.tsx'

const speeds = [0.1, 0.25, 0.5, 1, 2, 4]

/** Goes through the run again: a slider over its time, and a replay at a chosen speed. */
export function Playback() {
  const text = useText()
  const picture = usePicture()
  const running = useStore(labRun, (state) => state.running)
  const { cursorUs, playing, speed } = useStore(stage)
  useEffect(() => {
    if (!playing) return undefined
    let frame = 0
    let before = performance.now()
    const go = (now: number): void => {
      const at = (stage.getState().cursorUs ?? 0) + (now - before) * 1000 * stage.getState().speed
      before = now
      if (at >= latestUs()) return stage.setState({ cursorUs: undefined, playing: false })
      stage.getState().seek(at)
      frame = requestAnimationFrame(go)
    }
    frame = requestAnimationFrame(go)
    return () => cancelAnimationFrame(frame)
  }, [playing])
  const play = (): void => stage.setState({ playing: !playing, cursorUs: cursorUs ?? 0 })
  return (
    <div className="line playback">
      <button type="button" disabled={picture.eventCount === 0} onClick={play}>
        <i aria-hidden="true">{playing ? '❚❚' : '▶'}</i> {text(playing ? 'lab.pause' : 'lab.replay')}
      </button>
      <label>
        <span className="hidden">{text('lab.speed')}</span>
        <select value={speed} onChange={(event) => stage.setState({ speed: Number(event.target.value) })}>
          {speeds.map((each) => (
            <option key={each} value={each}>
              × {each}
            </option>
          ))}
        </select>
      </label>
      <MomentSlider />
      <button
        type="button"
        disabled={cursorUs === undefined}
        onClick={() => stage.setState({ cursorUs: undefined, playing: false })}
      >
        {text(running ? 'lab.live' : 'lab.toEnd')}
      </button>
    </div>
  )
}
