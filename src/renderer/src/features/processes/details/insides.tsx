import { useRef } from 'react'
import type {
  Listed,
  MemorySummary,
  ProcessIsolation,
  ProcessLimit,
  ProcessThread,
  SignalSets,
} from '../../../../../shared/contract/details.ts'
import { displayText } from '../../../../../shared/model/display-text.ts'
import { formatBytes } from '../../../components/format.ts'
import { StateBadge } from '../../../components/state-badge.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { shownName } from '../../../components/shown-name.ts'
import type { PageProcess } from '../process-store.ts'
import { limitWords } from './limit-words.ts'
import { List, OrWhyNot, Section } from './section.tsx'
import type { Ask } from './use-section.ts'

const askThreads: Ask<Listed<ProcessThread>> = (client, identity) => client.details.threads(identity)
const askSignals: Ask<SignalSets> = (client, identity) => client.details.signals(identity)
const askMemory: Ask<MemorySummary> = (client, identity) => client.details.memory(identity)
const askLimits: Ask<readonly ProcessLimit[]> = (client, identity) => client.details.limits(identity)
const askIsolation: Ask<ProcessIsolation> = (client, identity) => client.details.isolation(identity)

const signalSets = ['pending', 'blocked', 'ignored', 'caught'] as const
const memoryKinds = [
  'resident',
  'proportional',
  'private',
  'shared',
  'swapped',
  'peakResident',
  'virtual',
  'anonymous',
  'file',
  'sharedMemory',
  'data',
  'stack',
  'code',
  'libraries',
  'pageTables',
] as const

/** What it is made of and held to. */
export function Insides({ process }: { readonly process: PageProcess }) {
  const text = useText()
  const amount = (value: number | undefined, unit: string | undefined): string => {
    if (value === undefined) return text('details.unlimited')
    return unit === 'bytes' ? formatBytes(value) : String(value)
  }
  return (
    <>
      <Section title={text('details.threads')} process={process} ask={askThreads} isLive>
        {(threads, at) => <Threads threads={threads} at={at} />}
      </Section>
      <Section title={text('details.signals')} process={process} ask={askSignals} isLive>
        {(sets) => (
          <dl className="detail-facts">
            {signalSets.map((set) => (
              <div key={set}>
                <dt>{text(`details.signals.${set}`)}</dt>
                <dd>{sets[set].length === 0 ? '–' : sets[set].join(' ')}</dd>
              </div>
            ))}
          </dl>
        )}
      </Section>
      <Section title={text('details.memory')} process={process} ask={askMemory} isLive>
        {(memory) => (
          <>
            <dl className="detail-facts columns">
              {memoryKinds.map((kind) => {
                const bytes = memory[kind]
                return bytes === undefined ? undefined : (
                  <div key={kind}>
                    <dt>{text(`details.memory.${kind}`)}</dt>
                    <dd className="number">{formatBytes(bytes)}</dd>
                  </div>
                )
              })}
            </dl>
            {(memory.sharesAbsent === 'denied' || memory.sharesAbsent === 'denied-to-root') && (
              <>
                <h4>{text('details.memory.shares')}</h4>
                <p className="quiet">{text(`details.absent.${memory.sharesAbsent}`)}</p>
              </>
            )}
          </>
        )}
      </Section>
      <Section title={text('details.limits')} process={process} ask={askLimits}>
        {(limits) => (
          <List
            title={text('details.limits')}
            headings={[text('details.limit'), text('details.soft'), text('details.hard')]}
            rows={limits.map(({ name, soft, hard, unit }) => ({
              key: name,
              cells: [
                limitWords(name, unit, text),
                <span key="soft" className="number">
                  {amount(soft, unit)}
                </span>,
                <span key="hard" className="number">
                  {amount(hard, unit)}
                </span>,
              ],
            }))}
          />
        )}
      </Section>
      <Section title={text('details.isolation')} process={process} ask={askIsolation}>
        {({ namespaces, cgroups }) => (
          <>
            <h4>{text('details.namespaces')}</h4>
            <OrWhyNot told={namespaces}>
              {(all) => (
                <p>
                  {all.map(({ kind, id, shared }) => (
                    <span key={kind} className="tag" data-own={!shared} title={id}>
                      {kind} {shared ? '' : text('details.ownNamespace', { id })}
                    </span>
                  ))}
                </p>
              )}
            </OrWhyNot>
            <h4>{text('details.cgroups')}</h4>
            {cgroups.map(({ controllers, path }) => (
              <p key={controllers.join()}>
                <code>{displayText(path)}</code> <small>{controllers.join(', ')}</small>
              </p>
            ))}
          </>
        )}
      </Section>
    </>
  )
}

/** A thread's CPU use is the difference of two answers. */
function Threads({ threads, at }: { readonly threads: Listed<ProcessThread>; readonly at: number }) {
  const text = useText()
  const former = useRef<{ readonly threads: Listed<ProcessThread>; readonly at: number }>(undefined)
  const latest = useRef({ threads, at })
  if (latest.current.at !== at) {
    former.current = latest.current
    latest.current = { threads, at }
  }
  const before = new Map(former.current?.threads.items.map((each) => [each.tid, each.cpuTimeMs]))
  const elapsedMs = at - (former.current?.at ?? at)
  const percent = ({ tid, cpuTimeMs }: ProcessThread): string => {
    const earlier = tid === undefined ? undefined : before.get(tid)
    if (earlier === undefined || elapsedMs <= 0) return '–'
    return ((100 * (cpuTimeMs - earlier)) / elapsedMs).toFixed(1)
  }
  return (
    <List
      title={text('details.threads')}
      headings={[
        text('details.thread'),
        text('column.name'),
        text('details.state'),
        text('column.cpu'),
        text('details.cpuTime'),
        text('details.lastCpu'),
      ]}
      total={threads.total}
      cut={threads.cut}
      rows={threads.items.map((thread, index) => ({
        key: String(thread.tid ?? index),
        cells: [
          thread.tid ?? '',
          thread.name === undefined ? '' : shownName(thread.name, text),
          <StateBadge key="state" state={thread.state} />,
          <span key="cpu" className="number">
            {percent(thread)}
          </span>,
          <span key="time" className="number">
            {(thread.cpuTimeMs / 1000).toFixed(2)} s
          </span>,
          thread.lastCpu ?? '',
        ],
      }))}
    />
  )
}
