import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { backend, isReadOnly } from '../../host/backend-store.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import type { ColumnId, Sorting } from './columns.ts'
import { DetailsPanel } from './details-panel.tsx'
import { useChipCounts, type Chip } from './filters.ts'
import { gridAction, typeAhead } from './grid-keys.ts'
import { ProcessGrid } from './process-grid.tsx'
import { ProcessMenu } from './process-menu.tsx'
import { processes } from './process-store.ts'
import type { SignalIntent } from './signal-target.ts'
import { ToastList } from './toast-list.tsx'
import { Toolbar } from './toolbar.tsx'
import { useFilterKey } from './use-filter-key.ts'
import { useVisibleRows } from './use-visible-rows.ts'

interface ProcessesPageProps {
  readonly filter: string
  readonly onFilter: (words: string) => void
}

const typeAheadMs = 700

/** The process tree and what can be done with it. */
export function ProcessesPage({ filter, onFilter }: ProcessesPageProps) {
  const { rows: all, sample, paused, trouble } = useStore(processes)
  const settings = useStore(backend, (state) => state.settings)
  const readOnly = useStore(backend, isReadOnly)
  const [chip, setChip] = useState<Chip>('all')
  const [tree, setTree] = useState(settings.view === 'tree')
  const [sorting, setSorting] = useState<Sorting>({ column: 'pid', descending: false })
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [selected, setSelected] = useState<string>()
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [held, setHeld] = useState<ReadonlyMap<string, number>>()
  const [details, setDetails] = useState(() => window.innerWidth >= 1200)
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>()
  const [intent, setIntent] = useState<SignalIntent>()
  const search = useRef<HTMLInputElement>(null)
  const typed = useRef({ text: '', at: 0 })

  const rows = useVisibleRows({ words: filter, chip, tree, sorting, collapsed, held })
  const counts = useChipCounts()
  const rowHeight = settings.density === 'compact' ? 24 : 32
  useFilterKey(search)
  const lastAt = useRef(-1)
  useEffect(() => {
    const at = rows.findIndex((row) => row.key === selected)
    if (at >= 0 || selected === undefined) lastAt.current = at
  }, [rows, selected])
  const process = selected === undefined ? undefined : all.get(selected)

  const toggle = useCallback((key: string) => setCollapsed((before) => flipped(before, key)), [])
  const sort = (column: ColumnId): void => {
    setHeld(undefined)
    setSorting((before) => ({
      column,
      descending: before.column === column ? !before.descending : column === 'cpu' || column === 'memory',
    }))
  }
  /** The pointer rests on the table: its order stays until it leaves, or sorts. */
  const hold = (inside: boolean): void => {
    if (!inside) setHeld(undefined)
    else if (held === undefined) setHeld(new Map(rows.map((row, index) => [row.key, index])))
  }
  /** One process instead of those marked before. */
  const select = (key: string): void => {
    setSelected(key)
    setMarked((before) => (before.size === 0 || before.has(key) ? before : new Set()))
  }
  /** One more of several; the first one chosen counts too. */
  const mark = (key: string): void => {
    setMarked((before) =>
      flipped(before.size === 0 && selected !== undefined && selected !== key ? new Set([selected]) : before, key),
    )
    setSelected(key)
  }
  /** From the filter into the table: to the selected row, or to the first that was found. */
  const enter = (): void => {
    const row = rows.find(({ key }) => key === selected) ?? rows.find(({ context }) => !context)
    if (row === undefined) return
    setSelected(row.key)
    // The row may be drawn only now.
    requestAnimationFrame(() => document.getElementById(`row-${row.key}`)?.focus())
  }
  const pause = (): void => processes.setState({ paused: !paused })

  /** The marked ones; without marks the selected one. */
  const signal = (name: string): void => {
    const keys = marked.size > 0 ? [...marked] : selected === undefined ? [] : [selected]
    const targets = keys.flatMap((key) => {
      const row = all.get(key)
      return row === undefined || row.fresh === 'ended' ? [] : row
    })
    if (targets.length > 0 && !readOnly) setIntent({ signal: name, targets })
  }

  const onKey = (event: KeyboardEvent): void => {
    const { key, shiftKey: shift, ctrlKey, metaKey, altKey } = event
    const pageRows = Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight) - 2)
    const action = gridAction({ key, shift, ctrl: ctrlKey || metaKey }, rows, selected, pageRows, lastAt.current)
    if (action === undefined) {
      if (key.length === 1 && key !== '/' && !ctrlKey && !metaKey && !altKey) jump(key)
      return
    }
    event.preventDefault()
    switch (action.kind) {
      case 'select':
        setSelected(action.key)
        break
      case 'toggle':
        toggle(action.key)
        break
      case 'mark':
        setMarked((before) => flipped(before, action.key))
        break
      case 'signal':
        signal(action.signal)
        break
      case 'details':
        setDetails(true)
        break
      case 'menu': {
        const place = document.getElementById(`row-${selected}`)?.getBoundingClientRect()
        if (place !== undefined) setMenu({ x: place.left + 120, y: place.bottom })
        break
      }
      case 'clear':
        setMarked(new Set())
        break
    }
  }

  const jump = (letter: string): void => {
    const now = performance.now()
    const text = (now - typed.current.at < typeAheadMs ? typed.current.text : '') + letter.toLowerCase()
    typed.current = { text, at: now }
    // `p` alone is a command; names that begin with it are found with `/`.
    if (text === 'p') {
      typed.current = { text: '', at: 0 }
      pause()
      return
    }
    const key = typeAhead(text, rows, selected)
    if (key !== undefined) setSelected(key)
  }

  return (
    <div className="processes">
      <Toolbar
        search={search}
        filter={filter}
        onFilter={onFilter}
        onLeaveFilter={enter}
        chip={chip}
        onChip={setChip}
        counts={counts}
        tree={tree}
        onTree={setTree}
        paused={paused}
        onPause={pause}
        held={held !== undefined}
        canSignal={(process !== undefined || marked.size > 0) && !readOnly}
        readOnly={readOnly}
        onSignal={signal}
      />
      {trouble !== undefined && (
        <div className="banner" role="alert">
          {trouble}
        </div>
      )}
      <div className="split">
        <ProcessGrid
          rows={rows}
          loaded={sample !== undefined}
          tree={tree}
          rowHeight={rowHeight}
          sorting={sorting}
          selected={selected}
          marked={marked}
          onClear={() => {
            onFilter('')
            setChip('all')
            search.current?.focus()
          }}
          onSort={sort}
          onSelect={select}
          onFocusRow={setSelected}
          onMark={mark}
          onToggle={toggle}
          onKey={onKey}
          onMenu={setMenu}
          onPointing={hold}
        />
        {details && (
          <DetailsPanel
            process={process}
            onSignal={setIntent}
            onSelect={setSelected}
            onClose={() => setDetails(false)}
          />
        )}
      </div>
      {menu !== undefined && process !== undefined && (
        <ProcessMenu
          process={process}
          at={menu}
          onSignal={signal}
          onDetails={() => setDetails(true)}
          onClose={() => setMenu(undefined)}
        />
      )}
      {intent !== undefined && <ConfirmDialog intent={intent} onClose={() => setIntent(undefined)} />}
      <ToastList />
    </div>
  )
}

function flipped(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(key)) next.add(key)
  return next
}
