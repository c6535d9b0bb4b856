import { useState } from 'react'
import { useText } from '../../../i18n/use-text.ts'

interface SavedListProps {
  readonly title: string
  readonly nameLabel: string
  readonly items: readonly { readonly name: string; readonly about: string }[]
  /** Why nothing can be saved now. */
  readonly hindrance: string | undefined
  readonly onApply: (name: string) => void
  readonly onSave: (name: string) => void
  readonly onForget: (name: string) => void
}

/** As long as the settings allow. */
const longestName = 60

/** Things under a name, and a name for the present one. */
export function SavedList({ title, nameLabel, items, hindrance, onApply, onSave, onForget }: SavedListProps) {
  const text = useText()
  const [name, setName] = useState('')
  const trimmed = name.trim()
  const isKnown = items.some((each) => each.name === trimmed)
  return (
    <section>
      <h2>{title}</h2>
      {items.length === 0 && <p className="quiet">{text('saved.none')}</p>}
      <ul className="saved">
        {items.map((each) => (
          <li key={each.name}>
            <button type="button" className="link" onClick={() => onApply(each.name)}>
              {each.name} <code>{each.about}</code>
            </button>
            <button
              type="button"
              aria-label={text('saved.forget', { name: each.name })}
              onClick={() => onForget(each.name)}
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
          if (hindrance !== undefined || trimmed === '') return
          onSave(trimmed)
          setName('')
        }}
      >
        <input
          type="text"
          aria-label={nameLabel}
          placeholder={nameLabel}
          maxLength={longestName}
          disabled={hindrance !== undefined}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <button type="submit" disabled={hindrance !== undefined || trimmed === ''}>
          {text(isKnown ? 'saved.replace' : 'saved.save')}
        </button>
      </form>
      {hindrance !== undefined && <small>{hindrance}</small>}
    </section>
  )
}
