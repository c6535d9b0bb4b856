import { useState } from 'react'
import { useStore } from 'zustand'
import type { LessonSummary, Locale } from '../../../../../shared/contract/lab.ts'
import { isInRange } from '../../../../../shared/model/parameter-range.ts'
import { useText } from '../../../i18n/use-text.ts'
import { choices, chooseParameters, outOfRange } from '../choices.ts'
import { rangeText } from '../range-text.ts'

interface ParametersProps {
  readonly lesson: LessonSummary
  readonly language: Locale
}

/** A switch: one of two whole numbers. */
const isSwitch = ({ min, max, step }: LessonSummary['parameters'][number]): boolean =>
  min === 0 && max === 1 && step === 1

const endingNumber = /\s*[（(]([01])[）)]\s*$/

/** @returns the value that the title's words stand for: `no join (0)` is on at 0 */
const onValue = (title: string): 0 | 1 => (endingNumber.exec(title)?.[1] === '0' ? 0 : 1)

/** Whether it breaks the lesson, as one of the variants does at once. */
const breaks = (each: LessonSummary['parameters'][number]): boolean =>
  isSwitch(each) && each.title.en.startsWith('Break it')

/** The lesson's parameters, each with its unit and range; what breaks it, behind a word. */
export function Parameters({ lesson, language }: ParametersProps) {
  const text = useText()
  const chosen = useStore(choices, (state) => state.parameters[lesson.id])
  const [more, setMore] = useState(false)
  // A variant that was run has set one of them: it is seen which.
  const broken = lesson.parameters.some(
    (each) => breaks(each) && (chosen?.[each.name] ?? each.default) !== each.default,
  )
  if (broken && !more) setMore(true)
  const changed = Object.keys(chosen ?? {}).length > 0
  const control = (each: LessonSummary['parameters'][number]) => (
    <ParameterControl
      key={each.name}
      parameter={each}
      language={language}
      value={chosen?.[each.name] ?? each.default}
      onChange={(to) => chooseParameters(lesson.id, { [each.name]: to })}
    />
  )
  const breaking = lesson.parameters.filter(breaks)
  const wrong = outOfRange(lesson, choices.getState())
  if (lesson.parameters.length === 0) return undefined
  return (
    <fieldset className="parameters">
      <legend className="hidden">{text('lab.parameters')}</legend>
      {lesson.parameters.filter((each) => !breaks(each)).map(control)}
      {breaking.length > 0 && (
        <details open={more} onToggle={({ currentTarget }) => setMore(currentTarget.open)}>
          <summary>{text('lab.moreParameters', { count: breaking.length })}</summary>
          <div className="line">{breaking.map(control)}</div>
        </details>
      )}
      {wrong.length > 0 && (
        <p role="alert" className="out-of-range">
          {wrong.map((each) => rangeText(each.title[language], each, text)).join(' ')}
        </p>
      )}
      {changed && (
        <button
          type="button"
          className="link"
          onClick={() =>
            chooseParameters(lesson.id, Object.fromEntries(lesson.parameters.map((each) => [each.name, each.default])))
          }
        >
          {text('lab.defaults')}
        </button>
      )}
    </fieldset>
  )
}

interface ParameterControlProps {
  readonly parameter: LessonSummary['parameters'][number]
  readonly language: Locale
  readonly value: number
  readonly onChange: (value: number) => void
}

function ParameterControl({ parameter, language, value, onChange }: ParameterControlProps) {
  const { unit, min, max, step } = parameter
  const title = parameter.title[language]
  if (isSwitch(parameter)) {
    return (
      <label className="checkbox">
        <input
          type="checkbox"
          checked={value === onValue(title)}
          onChange={({ target }) => onChange(target.checked ? onValue(title) : 1 - onValue(title))}
        />
        {title.replace(endingNumber, '')}
      </label>
    )
  }
  return (
    <label className="line">
      <span>{title}</span>
      <input
        type="number"
        aria-label={`${title}${unit === undefined ? '' : ` (${unit})`}`}
        min={min}
        max={max}
        step={step}
        value={Number.isNaN(value) ? '' : value}
        aria-invalid={!isInRange(parameter, value)}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      <small>
        {unit} {min}–{max}
      </small>
    </label>
  )
}
