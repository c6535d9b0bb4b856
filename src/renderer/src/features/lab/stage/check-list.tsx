import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import type { LessonSummary, Locale } from '../../../../../shared/contract/lab.ts'
import { placeOf } from '../model/check-moment.ts'
import { labRun } from '../run-store.ts'
import { stage } from '../stage-store.ts'
import { timeText, usePicture } from './use-run.ts'

interface CheckListProps {
  /** Absent: a run from a file whose lesson is not known here; its checks are shown all the same. */
  readonly lesson: LessonSummary | undefined
  readonly language: Locale
  /** The stage shows the moment of a check. */
  readonly onShow: () => void
}

const marks = { passed: '✓', failed: '✗', inconclusive: '?' } as const

/** What was measured, with its evidence, and the way to the moment it speaks of. */
export function CheckList({ lesson, language, onShow }: CheckListProps) {
  const text = useText()
  const picture = usePicture()
  const fromFile = useStore(labRun, (state) => state.fromFile)
  const measured = picture.report?.checks ?? picture.checks
  const asked = lesson?.checks ?? measured.map(({ id }) => ({ id, title: { en: id, 'zh-CN': id } }))
  return (
    <section className="check-list" aria-labelledby="lab-checks">
      <h2 id="lab-checks">{text('lab.checks')}</h2>
      {asked.length === 0 && <p className="empty">{text('lab.noChecks')}</p>}
      <ul className="checks">
        {asked.map(({ id, title }) => {
          const result = measured.find((each) => each.id === id)
          const place = result === undefined ? undefined : placeOf(result, picture, fromFile)
          const show = (): void => {
            stage.setState({ playing: false })
            stage.getState().seek(place?.t)
            stage.getState().select(place?.pid)
            onShow()
          }
          return (
            <li key={id} data-outcome={result?.outcome}>
              <b aria-hidden="true">{result === undefined ? '·' : marks[result.outcome]}</b>
              <div>
                {text('lab.checkTitle', { title: title[language] })}
                <strong>{text(result === undefined ? 'lab.notChecked' : `lab.${result.outcome}`)}</strong>
                {result !== undefined && (
                  <details>
                    <summary>{text('lab.evidence')}</summary>
                    <p>{result.evidenceIn?.[language] ?? result.evidence}</p>
                  </details>
                )}
                {place !== undefined && (
                  <button type="button" className="link" onClick={show}>
                    {text('lab.showMe', { time: timeText(place.t, 2) })}
                  </button>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
