import { useText } from '../../../i18n/use-text.ts'
import { queuePaths, xIn } from '../model/queue-paths.ts'
import type { QueueHistory } from '../model/shared-objects.ts'
import { timeText, useMoment, usePicture } from './use-run.ts'

const size = { width: 400, height: 48 }

/** How many items the queue held over the time of the run, as steps, between nothing and the most it ever held. */
export function QueueChart({ queue }: { readonly queue: QueueHistory }) {
  const text = useText()
  const picture = usePicture()
  const moment = useMoment()
  // Of a run that goes on, a moment since its last event may be shown.
  const endUs = Math.max(picture.endUs, moment)
  const x = xIn(size, endUs)(moment)
  const { line, area } = queuePaths(queue, endUs, size)
  const end = timeText(Math.max(endUs, 0))
  return (
    <div
      className="queue-chart"
      role="img"
      aria-label={text('lab.queueChart', { name: queue.name, most: queue.largest, end })}
    >
      <span className="counts">
        {queue.largest > 0 && <span>{queue.largest}</span>}
        <span>0</span>
      </span>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="none">
        <path className="area" d={area} />
        <path d={line} />
        <line x1={x} x2={x} y1={0} y2={size.height} />
      </svg>
      <span className="times">
        <span>{timeText(0, 0)}</span>
        <span>{end}</span>
      </span>
    </div>
  )
}
