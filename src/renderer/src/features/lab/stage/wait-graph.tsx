import { useText } from '../../../i18n/use-text.ts'
import { deadlockAt, deadlockBefore, stuckWaits } from '../model/deadlock-story.ts'
import { layoutWaits } from '../model/wait-graph-layout.ts'
import { waitersSoFar, waitsAt } from '../model/waits.ts'
import type { DeadlockSpan } from '../model/run-picture.ts'
import { stage } from '../stage-store.ts'
import { timeText, useMoment, usePicture } from './use-run.ts'
import { WaitDrawing } from './wait-drawing.tsx'
import { deadlockSentences, waitSentences } from './wait-words.ts'

/** Beyond so many rows no room is kept for those who do not wait now. */
const keptRows = 3

/** Who waits for what, and who has it, at the moment that is shown; red, and in words, when a deadlock was found. */
export function WaitGraph() {
  const text = useText()
  const picture = usePicture()
  const moment = useMoment()
  const room = Math.min(waitersSoFar(picture), keptRows)
  if (room === 0) return undefined
  const deadlock = deadlockAt(picture, moment)
  const former = deadlock === undefined ? deadlockBefore(picture, moment) : undefined
  const waits = waitsAt(picture, moment)
  return (
    <section
      className={deadlock === undefined ? 'object waits' : 'object waits deadlock'}
      aria-labelledby="lab-waits"
      data-waiting={waits.length}
    >
      <h3 id="lab-waits">{deadlock === undefined ? text('lab.waits') : `▲ ${text('lab.deadlock')}`}</h3>
      {deadlock !== undefined && (
        <p>{deadlockSentences(picture, stuckWaits(picture, deadlock, moment), text).join(' ')}</p>
      )}
      {former !== undefined && <FormerDeadlock deadlock={former} />}
      {waits.length === 0 && <p className="quiet">{text('lab.waits.nobody')}</p>}
      <WaitDrawing
        layout={layoutWaits(waits)}
        room={room}
        moment={moment}
        label={`${text('lab.waitGraph')}: ${waitSentences(picture, waits, text).join(' ')}`}
      />
    </section>
  )
}

/** One that ended with its processes, as with the end of the run: what it was, and the way back to it. */
function FormerDeadlock({ deadlock }: { readonly deadlock: DeadlockSpan }) {
  const text = useText()
  const picture = usePicture()
  const last = (deadlock.to ?? 0) - 1
  const show = (): void => {
    stage.setState({ playing: false })
    stage.getState().seek(last)
  }
  return (
    <p className="former-deadlock">
      <strong>▲ {text('lab.deadlockWas', { from: timeText(deadlock.t, 2), to: timeText(last, 2) })}</strong>{' '}
      {deadlockSentences(picture, stuckWaits(picture, deadlock, last), text).join(' ')}{' '}
      <button type="button" className="link" onClick={show}>
        {text('lab.showMe', { time: timeText(last, 2) })}
      </button>
    </p>
  )
}
