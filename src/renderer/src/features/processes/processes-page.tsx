import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useFindKey } from '../../components/use-find-key.ts'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { canReceive } from './can-receive.ts'
import { useColumns } from './columns/use-columns.ts'
import { useSubtreeSums } from './columns/use-subtree-sums.ts'
import { DetailsPanel } from './details/details-panel.tsx'
import { useChipCounts } from './filters.ts'
import { goTo } from './go-to.ts'
import { pageActions } from './page-actions.ts'
import { PinnedList } from './pinned-list.tsx'
import { ProcessGrid } from './process-grid.tsx'
import { processes } from './process-store.ts'
import { markTo } from './mark-ranges.ts'
import { SignalLayer } from './signal-layer.tsx'
import { useMatches } from './query/use-matches.ts'
import { useShare } from './share/use-share.ts'
import { SumsLine } from './sums-line.tsx'
import { Toolbar } from './toolbar.tsx'
import { useIsTree } from './use-is-tree.ts'
import { useHeldOrder } from './use-held-order.ts'
import { useSignals } from './use-signals.ts'
import { useTableKeys } from './use-table-keys.ts'
import { useVisibleRows } from './use-visible-rows.ts'
import { collapsedNow, focusRow, markRow, selectRow, setFilter, sortBy, toggleRow, view } from './view-store.ts'

/** The process tree and what can be done with it. */
export function ProcessesPage() {
  const text = useText()
  const { rows: all, sample, paused, trouble } = useStore(processes)
  const rowHeight = useStore(backend, ({ settings }) => (settings.density === 'compact' ? 24 : 32))
  const { chip, sorting, selected, marked, details, follow } = useStore(view)
  const collapsed = useStore(view, collapsedNow)
  const tree = useIsTree()
  const columns = useColumns()
  const sums = useSubtreeSums(columns.columns, sorting)
  const matches = useMatches()
  const { held, hold, release } = useHeldOrder()
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>()
  const search = useRef<HTMLInputElement>(null)
  useFindKey(() => {
    search.current?.focus()
    search.current?.select()
  })

  const rows = useVisibleRows({ matches, tree, sorting, sums, collapsed, held })
  const process = selected === undefined ? undefined : all.get(selected)
  const signals = useSignals()
  const share = useShare(rows, columns.columns, sums)
  const onCopy = (): void => share.copy('meant', 'text')
  const onKey = useTableKeys({ rows, selected, rowHeight, onSignal: signals.ask, onCopy, onMenu: setMenu })
  useEffect(() => {
    pageActions.setState({
      actions: {
        find: () => search.current?.focus(),
        signal: signals.ask,
        ask: signals.askAbout,
        name: signals.askName,
        copy: share.copy,
        save: share.save,
        shows: (key) => rows.some((row) => row.key === key),
        matches: (key) => {
          const row = all.get(key)
          return row !== undefined && (matches === undefined || matches(row))
        },
      },
    })
  })
  useEffect(() => () => pageActions.setState({ actions: undefined }), [])

  /** From the filter into the table: to the selected row, or to the first that was found. */
  const enter = (): void => {
    const row = rows.find(({ key }) => key === selected) ?? rows.find(({ context }) => !context)
    if (row === undefined) return
    focusRow(row.key)
    // The row may be drawn only now.
    requestAnimationFrame(() => document.getElementById(`row-${row.key}`)?.focus())
  }

  return (
    <div className="processes">
      <Toolbar
        search={search}
        columns={columns}
        share={share}
        onLeaveFilter={enter}
        chip={chip}
        onChip={(next) => view.setState({ chip: next })}
        counts={useChipCounts()}
        tree={tree}
        onTree={(next) => view.setState({ tree: next })}
        paused={paused}
        onPause={() => processes.setState({ paused: !paused })}
        held={held !== undefined}
        canSignal={
          (marked.size > 0 || (process?.fresh !== 'ended' && process !== undefined && canReceive(process))) &&
          !signals.readOnly
        }
        readOnly={signals.readOnly}
        onSignal={signals.ask}
        onPort={() => signals.askAbout('port')}
      />
      {trouble !== undefined && (
        <div className="banner" role="alert">
          {text(`trouble.${trouble.code}`, { cause: trouble.cause ?? 'none' })}
        </div>
      )}
      <PinnedList />
      <div className="split">
        <ProcessGrid
          rows={rows}
          loaded={sample !== undefined}
          tree={tree}
          rowHeight={rowHeight}
          columns={columns}
          sums={sums}
          sorting={sorting}
          selected={selected}
          follow={follow}
          marked={marked}
          onClear={() => {
            setFilter('')
            view.setState({ chip: 'all' })
            search.current?.focus()
          }}
          onSort={(column) => {
            release()
            sortBy(column)
          }}
          onSelect={selectRow}
          onFocusRow={focusRow}
          onMark={markRow}
          onMarkTo={(key) => markTo(key, rows)}
          onToggle={toggleRow}
          onKey={onKey}
          onMenu={setMenu}
          onPointing={(inside) => (inside ? hold(rows) : release())}
        />
        {details && (
          <DetailsPanel
            onSignal={signals.setIntent}
            onSelect={(key) => goTo(key, text)}
            onClose={() => {
              view.setState({ details: false })
              // The button goes, and the keyboard with it.
              document.querySelector<HTMLElement>('.grid [role=row][tabindex="0"], .grid[tabindex="0"]')?.focus()
            }}
          />
        )}
      </div>
      <SumsLine columns={columns.columns} matches={matches} />
      <SignalLayer process={process} menu={menu} onCloseMenu={() => setMenu(undefined)} signals={signals} />
    </div>
  )
}
