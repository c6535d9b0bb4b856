import { useState } from 'react'
import { useStore } from 'zustand'
import type { LessonSummary, Locale } from '../../../../../shared/contract/lab.ts'
import { backend, isReadOnly } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { choices, parametersOf } from '../choices.ts'
import { labRun, stopRun, type LessonOrder } from '../run-store.ts'
import { repeatLesson, startLesson } from '../start-run.ts'

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
  const readOnly = useStore(backend, isReadOnly)
  const disabled = running || readOnly || client === undefined || lesson.unavailable !== undefined
  const order = (): LessonOrder => ({
    lesson: lesson.id,
    parameters: parametersOf(lesson, choices.getState()),
    predictions: choices.getState().predictions[lesson.id] ?? {},
    locale: language,
  })
  const ran = title === lesson.id && picture.report !== undefined
  const repeating = running && repeat !== undefined
  return (
    <div className="line run-bar">
      <button
        type="button"
        className="primary"
        disabled={disabled}
        title={readOnly ? text('readOnly') : undefined}
        onClick={() => client && void startLesson(client, order())}
      >
        <i aria-hidden="true">▶</i> {text(running ? 'lab.running' : ran ? 'lab.runAgain' : 'lab.run')}
      </button>
      <button
        type="button"
        disabled={!running || readOnly}
        title={readOnly ? text('readOnly') : undefined}
        onClick={() => client && void stopRun(client)}
      >
        <i aria-hidden="true">■</i> {text('lab.stop')}
      </button>
      <span className="line repeat">
        <button
          type="button"
          disabled={disabled || !(times >= 1 && times <= 100)}
          onClick={() => client && void repeatLesson(client, order(), times)}
        >
          {text('lab.repeat')}
        </button>
        <label>
          <span className="hidden">{text('lab.times')}</span>
          <input
            type="number"
            min={1}
            max={100}
            value={Number.isNaN(times) ? '' : times}
            onChange={({ target }) => setTimes(target.valueAsNumber)}
          />
          <small> ×</small>
        </label>
        {repeating && (
          <small role="status">{text('lab.repeated', { done: repeat.reports.length, wanted: repeat.wanted })}</small>
        )}
      </span>
    </div>
  )
}
