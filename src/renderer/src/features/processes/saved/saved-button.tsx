import { memo } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { backend } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { usePanel } from '../panels.ts'
import { useKeep } from '../use-keep.ts'
import { setFilter, view } from '../view-store.ts'
import { SavedList } from './saved-list.tsx'
import { useSavedViews } from './use-saved-views.ts'

/** Filters and whole views under a name: apply one, keep the present one, forget one. */
export const SavedButton = memo(function SavedButton() {
  const text = useText()
  return (
    <DialogTrigger {...usePanel('saved')}>
      <Button className="menu-button" aria-label={text('saved.title')}>
        <span aria-hidden="true">☆ ▾</span>
      </Button>
      <Popover placement="bottom end">
        <Dialog className="panel" aria-label={text('saved.title')}>
          {({ close }) => (
            <>
              <Filters onChosen={close} />
              <Views onChosen={close} />
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
})

function Filters({ onChosen }: { readonly onChosen: () => void }) {
  const text = useText()
  const keep = useKeep()
  const filters = useStore(backend, ({ settings }) => settings.savedFilters)
  const { filter, mistake } = useStore(view)
  const query = filter.trim()
  const hindrance = query === '' ? text('savedFilters.empty') : mistake && text('savedFilters.mistaken')
  return (
    <SavedList
      title={text('savedFilters.title')}
      nameLabel={text('savedFilters.name')}
      items={filters.map(({ name, query: about }) => ({ name, about }))}
      hindrance={hindrance}
      onApply={(name) => {
        const chosen = filters.find((each) => each.name === name)
        if (chosen !== undefined) setFilter(chosen.query)
        onChosen()
      }}
      onSave={(name) => keep({ savedFilters: [...filters.filter((each) => each.name !== name), { name, query }] })}
      onForget={(name) => keep({ savedFilters: filters.filter((each) => each.name !== name) })}
    />
  )
}

function Views({ onChosen }: { readonly onChosen: () => void }) {
  const text = useText()
  const { views, apply, save, forget } = useSavedViews()
  const mistaken = useStore(view, ({ mistake }) => mistake !== undefined)
  return (
    <SavedList
      title={text('savedViews.title')}
      nameLabel={text('savedViews.name')}
      items={views.map(({ name, query, tree }) => ({
        name,
        about: query === '' ? text(tree ? 'view.tree' : 'view.list') : query,
      }))}
      hindrance={mistaken ? text('savedFilters.mistaken') : undefined}
      onApply={(name) => {
        apply(name)
        onChosen()
      }}
      onSave={save}
      onForget={forget}
    />
  )
}
