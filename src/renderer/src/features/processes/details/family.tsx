import { useMemo } from 'react'
import { useStore } from 'zustand'
import { keyOf } from '../../../../../shared/model/tree.ts'
import { useText } from '../../../i18n/use-text.ts'
import { shownName } from '../../../components/shown-name.ts'
import { processes, type PageProcess } from '../process-store.ts'

interface FamilyProps {
  readonly process: PageProcess
  readonly onSelect: (key: string) => void
}

/** More children are counted. */
const mostChildren = 30

/** Its ancestors, itself and its children, as a small tree. */
export function Family({ process, onSelect }: FamilyProps) {
  const text = useText()
  const rows = useStore(processes, (state) => state.rows)
  const chain = useMemo(() => ancestorsOf(process, rows), [process, rows])
  const children = useMemo(() => childrenOf(process, rows), [process, rows])
  if (chain.length === 0 && children.length === 0) return undefined
  const link = (row: PageProcess, level: number) => (
    <li key={keyOf(row)} style={{ paddingInlineStart: indent(level) }}>
      <button type="button" className="link" onClick={() => onSelect(keyOf(row))}>
        {shownName(row.name, text)} ({row.pid})
      </button>
      <small>{row.fresh === 'ended' ? text('row.ended') : text(`state.${row.state}`)}</small>
    </li>
  )
  return (
    <section className="fact">
      <h3>{text('details.family')}</h3>
      <ul className="family">
        {chain.map((row, level) => link(row, level))}
        <li aria-current="true" style={{ paddingInlineStart: indent(chain.length) }}>
          <b>
            {shownName(process.name, text)} ({process.pid})
          </b>
        </li>
        {children.slice(0, mostChildren).map((row) => link(row, chain.length + 1))}
        {children.length > mostChildren && (
          <li className="quiet" style={{ paddingInlineStart: indent(chain.length + 1) }}>
            {text('details.moreChildren', { count: children.length - mostChildren })}
          </li>
        )}
      </ul>
    </section>
  )
}

/** Deep families stay in sight. */
const indent = (level: number): number => Math.min(level, 10) * 10

type Rows = ReadonlyMap<string, PageProcess>

/** @returns the ancestors that are known, the eldest first */
export function ancestorsOf(process: PageProcess, rows: Rows): readonly PageProcess[] {
  const chain: PageProcess[] = []
  const next = ({ ppid, parentStartKey }: PageProcess): PageProcess | undefined =>
    parentStartKey === undefined ? undefined : rows.get(`${ppid}@${parentStartKey}`)
  for (let at = next(process); at !== undefined && at !== process && !chain.includes(at); at = next(at))
    chain.unshift(at)
  return chain
}

/** @returns the children, the eldest first */
export function childrenOf(process: PageProcess, rows: Rows): readonly PageProcess[] {
  const found: PageProcess[] = []
  for (const row of rows.values()) {
    if (row.ppid === process.pid && row.parentStartKey === process.startKey) found.push(row)
  }
  return found.toSorted((a, b) => a.pid - b.pid)
}
