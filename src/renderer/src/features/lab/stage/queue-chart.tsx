import { useText } from '../../../i18n/use-text.ts'
import type { QueueHistory } from '../model/shared-objects.ts'
import { useMoment, usePicture } from './use-run.ts'

const size = { width: 400, height: 48 }

/** How many items the queue held over the time of the run, as steps. */
export function QueueChart({ queue }: { readonly queue: QueueHistory }) {
  const text = useText()
  const picture = usePicture()
  const moment = useMoment()
  const x = (t: number): number => (t / Math.max(1, picture.endUs)) * size.width
  const y = (items: number): number => size.height - 2 - (items / Math.max(1, queue.largest)) * (size.height - 6)
  let path = `M 0 ${y(0)}`
  let drawn = -1
  for (const [index, { t, value }] of queue.moments.entries()) {
    // A hundredth of a pixel tells nothing; the last value always counts.
    if (x(t) - drawn < 0.25 && index < queue.moments.length - 1) continue
    drawn = x(t)
    path += ` H ${drawn.toFixed(2)} V ${y(value.size).toFixed(2)}`
  }
  path += ` H ${size.width}`
  return (
    <svg
      className="queue-chart"
      role="img"
      aria-label={text('lab.queueChart', { name: queue.name, most: queue.largest })}
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
    >
      <path d={path} />
      <line x1={x(moment)} x2={x(moment)} y1={0} y2={size.height} />
    </svg>
  )
}
