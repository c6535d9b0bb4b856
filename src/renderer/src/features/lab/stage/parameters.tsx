import { useStore } from 'zustand'
import type { LessonSummary, Locale } from '../../../../../shared/contract/lab.ts'
import { useText } from '../../../i18n/use-text.ts'
import { choices, chooseParameters } from '../choices.ts'

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

/** The lesson's parameters, each with its unit and range. */
export function Parameters({ lesson, language }: ParametersProps) {
  const text = useText()
  const chosen = useStore(choices, (state) => state.parameters[lesson.id])
  if (lesson.parameters.length === 0) return undefined
  const changed = Object.keys(chosen ?? {}).length > 0
  return (
    <fieldset className="parameters">
      <legend className="hidden">{text('lab.parameters')}</legend>
      {lesson.parameters.map((each) => {
        const { name, title, unit, min, max, step } = each
        const value = chosen?.[name] ?? each.default
        const set = (to: number): void => chooseParameters(lesson.id, { [name]: to })
        return isSwitch(each) ? (
          <label key={name} className="checkbox">
            <input
              type="checkbox"
              checked={value === onValue(title[language])}
              onChange={({ target }) => set(target.checked ? onValue(title[language]) : 1 - onValue(title[language]))}
            />
            {title[language].replace(endingNumber, '')}
          </label>
        ) : (
          <label key={name}>
            <span>{title[language]}</span>
            <span className="line">
              <input
                type="number"
                aria-label={`${title[language]}${unit === undefined ? '' : ` (${unit})`}`}
                min={min}
                max={max}
                step={step}
                value={Number.isNaN(value) ? '' : value}
                aria-invalid={!(value >= min && value <= max)}
                onChange={({ target }) => set(target.valueAsNumber)}
              />
              <small>
                {unit} {min}–{max}
              </small>
            </span>
          </label>
        )
      })}
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
