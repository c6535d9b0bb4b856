import { useId } from 'react'
import { useText } from '../../i18n/use-text.ts'

export interface WrittenFieldProps {
  readonly written: string
  readonly isBad: boolean
  readonly onWrite: (words: string) => void
}

/** How urgent a process is, as nice(1) counts. */
export function NiceField({
  written,
  isBad,
  onWrite,
  present,
}: WrittenFieldProps & { readonly present: number | undefined }) {
  const text = useText()
  const id = useId()
  return (
    <>
      <label className="field">
        {text('adjust.nice')}
        <input
          // The field that the dialog was opened for.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          className="figure"
          type="text"
          aria-invalid={isBad}
          aria-describedby={isBad ? `${id}-bad` : `${id}-hint`}
          value={written}
          onChange={(event) => onWrite(event.target.value)}
        />
        {present !== undefined && <small>{text('adjust.now', { value: String(present) })}</small>}
      </label>
      <p id={`${id}-hint`} className="quiet">
        {text('adjust.niceHint')}
      </p>
      {isBad && (
        <p id={`${id}-bad`} className="mistake" role="alert">
          {text('adjust.badNice')}
        </p>
      )}
    </>
  )
}
