/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a live region that is a paragraph */
import { useState } from 'react'
import { useStore } from 'zustand'
import type { LessonSummary, Locale } from '../../../../shared/contract/lab.ts'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { CheckList } from './check-list.tsx'
import { Output } from './output.tsx'
import { RunProcesses } from './run-processes.tsx'
import { labRun, startLesson, stopRun } from './run-store.ts'

interface LessonPanelProps {
  readonly lesson: LessonSummary
  readonly language: Locale
  readonly onShowInTree: (words: string) => void
}

/** One lesson: what it shows, its controls, and what is measured. */
export function LessonPanel({ lesson, language, onShowInTree }: LessonPanelProps) {
  const text = useText()
  const { client, about } = useStore(backend)
  const state = useStore(labRun)
  const [parameters, setParameters] = useState<Readonly<Record<string, number>>>({})
  const readOnly = about?.capabilities.readOnly ?? false
  const events = state.lesson === lesson.id ? state.events : []
  const report = events.find((event) => event.kind === 'report')
  const stop = (): void => {
    if (state.run !== undefined && client !== undefined) void stopRun(client, state.run)
  }
  return (
    <article className="lesson">
      <h1>{lesson.title[language]}</h1>
      <p>{lesson.summary[language]}</p>
      {lesson.unavailable !== undefined && (
        <p role="note" className="note">
          {lesson.unavailable[language]}
        </p>
      )}
      <div className="controls">
        {lesson.parameters.map((each) => (
          <label key={each.name}>
            <span>{each.title[language]}</span>
            <input
              type="number"
              min={each.min}
              max={each.max}
              step={each.step}
              value={parameters[each.name] ?? each.default}
              onChange={(event) => setParameters({ ...parameters, [each.name]: Number(event.target.value) })}
            />
            <small>
              {each.unit} {each.min}–{each.max}
            </small>
          </label>
        ))}
        <button
          type="button"
          className="primary"
          disabled={state.running || readOnly || client === undefined || lesson.unavailable !== undefined}
          title={readOnly ? text('readOnly') : undefined}
          onClick={() => client && void startLesson(client, lesson.id, parameters, language)}
        >
          {text(state.running ? 'lab.running' : 'lab.run')}
        </button>
        <button type="button" disabled={!state.running} onClick={stop}>
          {text('lab.stop')}
        </button>
        {state.run !== undefined && (
          <button type="button" onClick={() => onShowInTree(`run:${state.run}`)}>
            {text('lab.showInTree')}
          </button>
        )}
      </div>
      {state.failure !== undefined && <p role="alert">{text('lab.failedToStart', { message: state.failure })}</p>}
      <p role="status" className="report" data-outcome={report?.outcome}>
        {report !== undefined &&
          text('lab.report', {
            outcome: text(`lab.${report.outcome}`),
            seconds: (report.elapsedMs / 1000).toFixed(1),
            left: report.leftBehind,
          })}
        {report?.stopped !== undefined && ` ${text(`lab.stopped.${report.stopped}`)}`}
      </p>
      <div className="stage">
        <CheckList lesson={lesson} language={language} events={events} />
        <RunProcesses events={events} />
        <Output events={events} />
      </div>
    </article>
  )
}
