import { useId, useState } from 'react'
import { useStore } from 'zustand'
import type { LessonSummary, Locale } from '../../../../../shared/contract/lab.ts'
import { isInRange } from '../../../../../shared/model/parameter-range.ts'
import { backend, isReadOnly } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { choices, outOfRange, parametersOf } from '../choices.ts'
import { rangeText } from '../range-text.ts'
import { labRun, stopRun, type LessonOrder } from '../run-store.ts'
import { repeatLesson, startLesson } from '../start-run.ts'
import { pressOnce, useFocusAlong } from '../use-focus-along.ts'

/** So many times a lesson can be repeated. */
const timesRange = { min: 1, max: 100, step: 1 } as const

interface RunBarProps {
  readonly lesson: LessonSummary
  readonly language: Locale
}

/** Run, stop, run again, and run so many times. */
export function RunBar({ lesson, language }: RunBarProps) {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const { running, title, repeat, picture } = useStore(labRun)
  const [times, setTimes] = useState(5)
  const id = useId()
  const isTimesBad = !isInRange(timesRange, times)
  const readOnly = useStore(backend, isReadOnly)
  const impossible = useStore(choices, (state) => outOfRange(lesson, state).length > 0)
  const disabled = running || readOnly || client === undefined || lesson.unavailable !== undefined || impossible
  const order = (): LessonOrder => ({
    lesson: lesson.id,
    parameters: parametersOf(lesson, choices.getState()),
    predictions: choices.getState().predictions[lesson.id] ?? {},
    locale: language,
  })
  const ran = title === lesson.id && picture.report !== undefined
  const buttons = useFocusAlong(running)
  const repeating = running && repeat !== undefined
  return (
    <div className="line run-bar">
      <button
        ref={buttons.run}
        type="button"
        className="primary"
        onKeyDown={pressOnce}
        disabled={disabled}
        title={readOnly ? text('readOnly') : undefined}
        onClick={() => client && void startLesson(client, order())}
      >
        <i aria-hidden="true">▶</i> {text(running ? 'lab.running' : ran ? 'lab.runAgain' : 'lab.run')}
      </button>
      <button
        ref={buttons.stop}
        type="button"
        onKeyDown={pressOnce}
        disabled={!running || readOnly}
        title={readOnly ? text('readOnly') : undefined}
        onClick={() => client && void stopRun(client)}
      >
        <i aria-hidden="true">■</i> {text('lab.stop')}
      </button>
      <span className="line repeat">
        <button
          type="button"
          disabled={disabled || isTimesBad}
          onClick={() => client && void repeatLesson(client, order(), times)}
        >
          {text('lab.repeat')}
        </button>
        <label>
          <span className="hidden">{text('lab.times')}</span>
          <input
            type="number"
            {...timesRange}
            aria-invalid={isTimesBad}
            aria-describedby={isTimesBad ? `${id}-bad` : undefined}
            value={Number.isNaN(times) ? '' : times}
            onChange={({ target }) => setTimes(target.valueAsNumber)}
          />
          <small> ×</small>
        </label>
        {repeating && (
          <small role="status">{text('lab.repeated', { done: repeat.reports.length, wanted: repeat.wanted })}</small>
        )}
      </span>
      {isTimesBad && (
        <p id={`${id}-bad`} role="alert" className="out-of-range">
          {rangeText(text('lab.times'), timesRange, text)}
        </p>
      )}
    </div>
  )
}
