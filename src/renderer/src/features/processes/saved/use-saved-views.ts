import { useStore } from 'zustand'
import type { SavedView } from '../../../../../shared/contract/settings.ts'
import { backend } from '../../../host/backend-store.ts'
import { columnOf } from '../columns/catalog.ts'
import { isChip } from '../filters.ts'
import { useIsTree } from '../use-is-tree.ts'
import { useKeep } from '../use-keep.ts'
import { setFilter, view } from '../view-store.ts'

export interface SavedViews {
  readonly views: readonly SavedView[]
  readonly apply: (name: string) => void
  /** Keeps the present view; one of that name is replaced. */
  readonly save: (name: string) => void
  readonly forget: (name: string) => void
}

/** Query, chip, columns, order, and tree or list, under a name. */
export function useSavedViews(): SavedViews {
  const keep = useKeep()
  const tree = useIsTree()
  const { savedViews: views, columns } = useStore(backend, ({ settings }) => settings)
  return {
    views,
    apply(name) {
      const saved = views.find((each) => each.name === name)
      if (saved === undefined) return
      const { column: id, descending } = saved.sorting
      const column = columnOf(id)
      setFilter(saved.query)
      view.setState({
        chip: isChip(saved.chip) ? saved.chip : 'all',
        tree: saved.tree,
        ...(column !== undefined && { sorting: { column: column.id, descending } }),
      })
      keep({ columns: { ...columns, [saved.tree ? 'tree' : 'list']: saved.columns } })
    },
    save(name) {
      const { filter: query, chip, sorting } = view.getState()
      const saved = { name, query, chip, tree, sorting, columns: columns[tree ? 'tree' : 'list'] }
      keep({ savedViews: [...views.filter((each) => each.name !== name), saved] })
    },
    forget: (name) => keep({ savedViews: views.filter((each) => each.name !== name) }),
  }
}
