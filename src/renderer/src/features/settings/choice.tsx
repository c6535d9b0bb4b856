import { useId } from 'react'

interface ChoiceProps<Value extends string> {
  readonly title: string
  readonly value: Value
  readonly options: readonly (readonly [value: Value, words: string])[]
  readonly onChange: (value: Value) => void
}

/** One of a few. */
export function Choice<Value extends string>({ title, value, options, onChange }: ChoiceProps<Value>) {
  const name = useId()
  return (
    <div className="setting" role="radiogroup" aria-labelledby={`${name}-title`}>
      <span id={`${name}-title`}>{title}</span>
      <div className="segments">
        {options.map(([each, words]) => (
          <label key={each}>
            <input type="radio" name={name} checked={each === value} onChange={() => onChange(each)} />
            {words}
          </label>
        ))}
      </div>
    </div>
  )
}
