import { useState } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { backend } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useKeep } from '../use-keep.ts'
import { setFilter, view } from '../view-store.ts'

const longestName = 60

/** Queries under a name: apply one, keep the present one, forget one. */
export function SavedFilters() {
  const text = useText()
  return (
    <DialogTrigger>
      <Button className="menu-button" aria-label={text('savedFilters.title')}>
        <span aria-hidden="true">☆ ▾</span>
      </Button>
      <Popover placement="bottom end">
        <Dialog className="panel" aria-label={text('savedFilters.title')}>
          {({ close }) => <FilterList onChosen={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function FilterList({ onChosen }: { readonly onChosen: () => void }) {
  const text = useText()
  const keep = useKeep()
  const saved = useStore(backend, ({ settings }) => settings.savedFilters)
  const { filter, mistake } = useStore(view)
  const [name, setName] = useState('')
  const trimmed = name.trim()
  const others = saved.filter((each) => each.name !== trimmed)
  const canSave = filter.trim() !== '' && mistake === undefined
  return (
    <>
      <h2>{text('savedFilters.title')}</h2>
      {saved.length === 0 && <p className="quiet">{text('savedFilters.none')}</p>}
      <ul className="saved">
        {saved.map((each) => (
          <li key={each.name}>
            <button
              type="button"
              className="link"
              onClick={() => {
                setFilter(each.query)
                onChosen()
              }}
            >
              {each.name} <code>{each.query}</code>
            </button>
            <button
              type="button"
              aria-label={text('savedFilters.forget', { name: each.name })}
              onClick={() => keep({ savedFilters: saved.filter((other) => other !== each) })}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <form
        className="line"
        onSubmit={(event) => {
          event.preventDefault()
          if (!canSave || trimmed === '') return
          keep({ savedFilters: [...others, { name: trimmed, query: filter.trim() }] })
          setName('')
        }}
      >
        <input
          type="text"
          aria-label={text('savedFilters.name')}
          placeholder={text('savedFilters.name')}
          maxLength={longestName}
          disabled={!canSave}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <button type="submit" disabled={!canSave || trimmed === ''}>
          {text(others.length < saved.length ? 'savedFilters.replace' : 'savedFilters.save')}
        </button>
      </form>
      {!canSave && <small>{text(mistake === undefined ? 'savedFilters.empty' : 'savedFilters.mistaken')}</small>}
    </>
  )
}
