import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { backend } from '../../../host/backend-store.ts'
import { useKeep } from '../use-keep.ts'
import { useIsTree } from '../use-is-tree.ts'
import type { ColumnId } from './catalog.ts'
import { choicesOf, moved, resized, shownColumns, toggled, type ShownColumn } from './choose.ts'

export interface ColumnsOfView {
  readonly columns: readonly ShownColumn[]
  readonly toggle: (id: ColumnId) => void
  readonly move: (id: ColumnId, by: number) => void
  /** While a pointer drags, only this page shows it; what it leaves is kept. */
  readonly resize: (id: ColumnId, widthPx: number | undefined, isOver: boolean) => void
  readonly reset: () => void
}

/** @returns the columns of the view that is shown, tree or list, and what changes and remembers them */
export function useColumns(): ColumnsOfView {
  const kept = useStore(backend, ({ settings }) => settings.columns)
  const place = useIsTree() ? 'tree' : 'list'
  const choices = kept[place]
  const keep = useKeep()
  const [dragged, setDragged] = useState<{ readonly id: ColumnId; readonly widthPx: number | undefined }>()
  const columns = useMemo(() => {
    const shown = shownColumns(choices)
    return dragged === undefined ? shown : resized(shown, dragged.id, dragged.widthPx)
  }, [choices, dragged])
  // The same object from update to update of the table: what is drawn of it need not be drawn again.
  return useMemo(() => {
    const show = (next: readonly ShownColumn[]): void => keep({ columns: { ...kept, [place]: choicesOf(next) } })
    return {
      columns,
      toggle: (id) => show(toggled(columns, id)),
      move: (id, by) => show(moved(columns, id, by)),
      resize: (id, widthPx, isOver) => {
        if (isOver) show(resized(columns, id, widthPx))
        setDragged(isOver ? undefined : { id, widthPx })
      },
      reset: () => keep({ columns: { ...kept, [place]: [] } }),
    }
  }, [columns, kept, place, keep])
}
