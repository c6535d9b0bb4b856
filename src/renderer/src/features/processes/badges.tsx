import { nameRelative } from '../../components/format.ts'
import { useText } from '../../i18n/use-text.ts'
import type { PageProcess } from './process-store.ts'

interface BadgeProps {
  readonly kind: 'zombie' | 'orphan' | 'daemon' | 'kernel' | 'lab'
  readonly words: string
  readonly title?: string
  /** Drawn on a 16-unit square. */
  readonly icon?: string
}

/** The ends of a chain, and the gap between them. */
const brokenLink =
  'M6.5 4.5 8 3a3.5 3.5 0 0 1 5 5l-1.5 1.5M9.5 11.5 8 13a3.5 3.5 0 0 1-5-5l1.5-1.5M5 2v1.5M2 5h1.5M11 14v-1.5M14 11h-1.5'
/** A chain that holds. */
const link =
  'M7 9a3.2 3.2 0 0 0 4.6 0l2-2A3.2 3.2 0 0 0 9 2.4l-1 1M9 7a3.2 3.2 0 0 0-4.6 0l-2 2A3.2 3.2 0 0 0 7 13.6l1-1'

function Badge({ kind, words, title = words, icon }: BadgeProps) {
  return (
    <span className="badge" data-kind={kind} title={title}>
      {icon !== undefined && (
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={icon} />
        </svg>
      )}
      <span>{words}</span>
    </span>
  )
}

/** What sets a process apart: zombie, orphan, daemon, kernel, lab. */
export function Badges({ row }: { readonly row: PageProcess }) {
  const text = useText()
  const { zombie, orphan, daemon, lab } = row
  const name = (relative: Parameters<typeof nameRelative>[0]): string => nameRelative(relative, text('unknownProcess'))
  return (
    <>
      {zombie !== undefined && row.fresh !== 'ended' && (
        <Badge kind="zombie" words={text('badge.zombie', { parent: name(zombie.waitingOn) })} />
      )}
      {orphan !== undefined && (
        <Badge
          kind="orphan"
          icon={brokenLink}
          words={text('badge.orphan', { parent: name(orphan.originalParent) })}
          title={text('badge.orphanTitle', {
            evidence: orphan.evidence,
            parent: name(orphan.originalParent),
            adopter: name(orphan.adopter),
          })}
        />
      )}
      {daemon !== undefined && (
        <Badge
          kind="daemon"
          icon={link}
          words={
            daemon.endsWith === undefined
              ? text('badge.daemon')
              : text('badge.daemonOf', { pid: String(daemon.endsWith.pid) })
          }
          title={text('badge.daemonTitle', { kind: daemon.kind })}
        />
      )}
      {row.kernel === true && <Badge kind="kernel" words={text('badge.kernel')} />}
      {lab !== undefined && <Badge kind="lab" words={text('badge.lab', { lesson: lab.lesson.slice(0, 2) })} />}
    </>
  )
}
