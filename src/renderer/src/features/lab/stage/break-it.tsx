import { useStore } from 'zustand'
import type { LessonAction, LessonSummary, Locale } from '../../../../../shared/contract/lab.ts'
import { backend, isReadOnly } from '../../../host/backend-store.ts'
import { useText } from '../../../i18n/use-text.ts'
import { choices, chooseParameters, parametersOf } from '../choices.ts'
import { isThere } from '../model/lane.ts'
import type { RunPicture } from '../model/run-picture.ts'
import { labRun } from '../run-store.ts'
import { sendSignal } from '../send-signal.ts'
import { startLesson } from '../start-run.ts'
import { usePicture } from './use-run.ts'

interface BreakItProps {
  readonly lesson: LessonSummary
  readonly language: Locale
}

/** @returns the living process that an action means: by its name, or the first of its role */
function targetOf({ target }: LessonAction, picture: RunPicture): number | undefined {
  const lanes = [...picture.lanes.values()].filter((lane) => isThere(lane, picture.endUs))
  return (lanes.find(({ name }) => name === target) ?? lanes.find(({ role }) => role === target))?.pid
}

/** What changes the outcome: other parameters before the run, signals during it. */
export function BreakIt({ lesson, language }: BreakItProps) {
  const text = useText()
  const client = useStore(backend, (state) => state.client)
  const picture = usePicture()
  const { running, title } = useStore(labRun)
  const readOnly = useStore(backend, isReadOnly)
  if (lesson.variants.length + lesson.actions.length === 0) return undefined
  const mine = running && title === lesson.id
  const breakWith = (variant: LessonSummary['variants'][number]): void => {
    if (client === undefined) return
    const usual = Object.fromEntries(lesson.parameters.map((each) => [each.name, each.default]))
    chooseParameters(lesson.id, { ...usual, ...variant.parameters })
    const parameters = parametersOf(lesson, choices.getState())
    const predictions = choices.getState().predictions[lesson.id] ?? {}
    void startLesson(client, { lesson: lesson.id, parameters, predictions, locale: language })
  }
  return (
    <div className="line break-it" role="group" aria-labelledby="lab-break">
      <h2 id="lab-break">{text('lab.breakIt')}</h2>
      {lesson.variants.map((variant) => (
        <button
          key={variant.id}
          type="button"
          disabled={running || readOnly || client === undefined || lesson.unavailable !== undefined}
          onClick={() => breakWith(variant)}
        >
          <i aria-hidden="true">⚒</i> {variant.title[language]}
        </button>
      ))}
      {lesson.actions.map((action) => {
        const pid = mine ? targetOf(action, picture) : undefined
        return (
          <button
            key={action.id}
            type="button"
            className="danger"
            disabled={pid === undefined || readOnly}
            title={pid === undefined ? text('lab.whileRunning') : `${action.signal} → ${picture.nameOf(pid)}`}
            onClick={() => pid !== undefined && void sendSignal(pid, action.signal)}
          >
            <i aria-hidden="true">↯</i> {action.title[language]}
          </button>
        )
      })}
    </div>
  )
}
