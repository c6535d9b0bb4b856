/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an ARIA 1.2 combobox: the input has the role itself */
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { useStore } from 'zustand'
import { backend } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { setFilter, view } from '../view-store.ts'
import { chooseOption, fieldOptions, type FieldOption } from './field-options.ts'
import { optionId, OptionList } from './option-list.tsx'
import { QueryMistake } from './query-mistake.tsx'

interface QueryFieldProps {
  readonly input: RefObject<HTMLInputElement | null>
  /** Down from the field into what it found. */
  readonly onLeave: () => void
}

/** The query of the table, with completion below it and mistakes told at their place. */
export function QueryField({ input, onLeave }: QueryFieldProps) {
  const text = useText()
  const id = useId()
  const { filter, mistake } = useStore(view)
  const saved = useStore(backend, ({ settings }) => settings.savedFilters)
  const [cursor, setCursor] = useState(0)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const { completion, options } = open ? fieldOptions(filter, cursor, saved) : closed
  const shown = options.length > 0

  const listAt = (at: number, isOpen: boolean): void => {
    setCursor(at)
    setOpen(isOpen)
    setActive(-1)
  }
  // What is chosen leaves the cursor behind it, once the text is in the field.
  const wanted = useRef<number>(undefined)
  useLayoutEffect(() => {
    if (wanted.current === undefined) return
    input.current?.setSelectionRange(wanted.current, wanted.current)
    wanted.current = undefined
  })
  const choose = (option: FieldOption): void => {
    const next = chooseOption(filter, completion ?? { from: 0, to: 0, options: [] }, option)
    setFilter(next.text)
    wanted.current = next.cursor
    listAt(next.cursor, option.kind === 'field' || option.kind === 'operator')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { key, altKey, ctrlKey } = event
    const at = event.currentTarget.selectionStart ?? 0
    const chosen = options[active]
    if ((key === 'ArrowDown' && altKey) || (key === ' ' && ctrlKey)) listAt(at, true)
    else if (key === 'ArrowDown' && shown) setActive((active + 1) % options.length)
    else if (key === 'ArrowUp' && shown) setActive((active <= 0 ? options.length : active) - 1)
    else if (key === 'Escape' && shown) setOpen(false)
    else if (key === 'Enter' && chosen !== undefined) choose(chosen)
    else if (key === 'ArrowDown' || key === 'Enter') {
      setOpen(false)
      onLeave()
    } else return
    event.preventDefault()
  }

  return (
    <div className="query" data-mistaken={mistake !== undefined}>
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label={text('filter.label')}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        aria-activedescendant={shown && active >= 0 ? optionId(id, active) : undefined}
        aria-invalid={mistake !== undefined}
        aria-describedby={mistake === undefined ? undefined : `${id}-mistake`}
        placeholder={text('filter.placeholder')}
        title={text('filter.help')}
        spellCheck={false}
        autoComplete="off"
        value={filter}
        onChange={({ target }) => {
          setFilter(target.value)
          listAt(target.selectionStart ?? target.value.length, target.value.trim() !== '')
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <div className="query-below">
        <div aria-live="polite">
          {mistake !== undefined && <QueryMistake id={`${id}-mistake`} query={filter} mistake={mistake} />}
        </div>
        {shown && <OptionList id={id} options={options} active={active} onChoose={choose} />}
      </div>
    </div>
  )
}

const closed = { completion: undefined, options: [] } as const
