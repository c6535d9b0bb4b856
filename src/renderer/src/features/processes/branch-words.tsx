import { useEffect, useEffectEvent, useRef } from 'react'
import type { TreeRow } from '../../../../shared/model/tree.ts'
import { shownName } from '../../components/shown-name.ts'
import { useSpoken } from '../../components/use-spoken.ts'
import { useText } from '../../i18n/use-text.ts'
import type { PageProcess } from './process-store.ts'

/** For those who do not see the table: that the selected row was expanded or collapsed, which few readers notice. */
export function BranchWords({ row }: { readonly row: TreeRow<PageProcess> | undefined }) {
  const text = useText()
  const [said, setSaid] = useSpoken()
  const former = useRef<{ readonly key: string; readonly expanded: boolean }>(undefined)
  const key = row?.key
  const expanded = row?.hasChildren === true ? row.expanded : undefined
  const say = useEffectEvent(() => {
    // Another row is read by itself, and a row that gets its first child was not expanded by anybody.
    const isFlipped = key === former.current?.key && expanded !== former.current?.expanded
    former.current = key === undefined || expanded === undefined ? undefined : { key, expanded }
    if (row === undefined || expanded === undefined || !isFlipped) setSaid('')
    else setSaid(text(expanded ? 'row.expanded' : 'row.collapsed', { name: shownName(row.process.name, text) }))
  })
  useEffect(() => say(), [key, expanded])
  return (
    <p className="hidden" aria-live="polite">
      {said}
    </p>
  )
}
