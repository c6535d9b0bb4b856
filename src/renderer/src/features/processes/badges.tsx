import { nameRelative } from '../../components/format.ts'
import { useText } from '../../i18n/use-text.ts'
import type { PageProcess } from './process-store.ts'

/** What sets a process apart: zombie, orphan, daemon, kernel, lab. */
export function Badges({ row }: { readonly row: PageProcess }) {
  const text = useText()
  const unknown = text('unknownProcess')
  return (
    <>
      {row.zombie !== undefined && (
        <span
          className="badge"
          data-kind="zombie"
          title={text('badge.zombie', { parent: nameRelative(row.zombie.waitingOn, unknown) })}
        >
          {text('badge.zombie', { parent: nameRelative(row.zombie.waitingOn, unknown) })}
        </span>
      )}
      {row.orphan !== undefined && (
        <span
          className="badge"
          data-kind="orphan"
          title={text('badge.orphanTitle', {
            evidence: row.orphan.evidence,
            parent: nameRelative(row.orphan.originalParent, unknown),
            adopter: nameRelative(row.orphan.adopter, unknown),
          })}
        >
          {text('badge.orphan', { parent: nameRelative(row.orphan.originalParent, unknown) })}
        </span>
      )}
      {row.daemon !== undefined && (
        <span className="badge" data-kind="daemon" title={text('badge.daemonTitle', { kind: row.daemon.kind })}>
          {text('badge.daemon')}
        </span>
      )}
      {row.kernel === true && (
        <span className="badge" data-kind="kernel">
          {text('badge.kernel')}
        </span>
      )}
      {row.lab !== undefined && (
        <span className="badge" data-kind="lab">
          {text('badge.lab', { lesson: row.lab.lesson.slice(0, 2) })}
        </span>
      )}
    </>
  )
}
