import { useText } from '../../../i18n/use-text.ts'
import { valueAt } from '../model/history.ts'
import { joinersOf } from '../model/waits.ts'
import type { LockHistory, QueueHistory } from '../model/shared-objects.ts'
import { ProcessLink } from './process-link.tsx'
import { QueueChart } from './queue-chart.tsx'
import { useMoment, usePicture } from './use-run.ts'
import { WaitGraph } from './wait-graph.tsx'

/** Locks and queues at the moment that is shown. */
export function ObjectsPanel() {
  const text = useText()
  const picture = usePicture()
  const objects = [...picture.objects.values()]
  return (
    <div className="objects">
      <WaitGraph />
      {objects.length === 0 && <p className="empty">{text('lab.noObjects')}</p>}
      {objects.map((object) =>
        object.kind === 'lock' ? <Lock key={object.name} lock={object} /> : <Queue key={object.name} queue={object} />,
      )}
    </div>
  )
}

function Lock({ lock }: { readonly lock: LockHistory }) {
  const text = useText()
  const { holders, waiting } = valueAt(lock.moments, useMoment()) ?? { holders: [], waiting: [] }
  return (
    <section className="object" data-object={lock.name} aria-label={lock.name}>
      <h3>{lock.name}</h3>
      <dl>
        <dt>{text('lab.holder')}</dt>
        <dd>{holders.length === 0 ? text('lab.free') : holders.map((pid) => <ProcessLink key={pid} pid={pid} />)}</dd>
        <dt>{text('lab.waitingLine')}</dt>
        <dd>{waiting.length === 0 ? text('lab.nobody') : waiting.map((pid) => <ProcessLink key={pid} pid={pid} />)}</dd>
      </dl>
    </section>
  )
}

function Queue({ queue }: { readonly queue: QueueHistory }) {
  const text = useText()
  const picture = usePicture()
  const moment = useMoment()
  const now = valueAt(queue.moments, moment)
  const people = (pids: readonly number[]) =>
    pids.length === 0 ? text('lab.nobody') : pids.map((pid) => <ProcessLink key={pid} pid={pid} />)
  return (
    <section className="object" data-object={queue.name} aria-label={queue.name}>
      <h3>{queue.name}</h3>
      <dl>
        <dt>{text('lab.queueSize')}</dt>
        <dd className="number">
          {text('lab.queueCounts', { size: now?.size ?? 0, puts: now?.puts ?? 0, gets: now?.gets ?? 0 })}
        </dd>
        {now?.unfinished !== undefined && (
          <>
            <dt>{text('lab.unfinished')}</dt>
            <dd className="number">{now.unfinished}</dd>
            <dt>{text('lab.bar.joining')}</dt>
            <dd>{people(joinersOf(picture, queue.name, moment))}</dd>
          </>
        )}
        <dt>{text('lab.bar.blocked-put')}</dt>
        <dd>{people(now?.blockedPut ?? [])}</dd>
        <dt>{text('lab.bar.blocked-get')}</dt>
        <dd>{people(now?.blockedGet ?? [])}</dd>
      </dl>
      <QueueChart queue={queue} />
    </section>
  )
}
