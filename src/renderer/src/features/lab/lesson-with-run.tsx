import { useStore } from 'zustand'
import type { LessonSummary, Locale } from '../../../../shared/contract/lab.ts'
import { useText } from '../../i18n/use-text.ts'
import { answer, choices } from './choices.ts'
import { LessonPane } from './lesson/lesson-pane.tsx'
import { Predict } from './lesson/predict.tsx'
import { PredictionResult } from './lesson/prediction-result.tsx'
import { isOfText } from './program/problems.ts'
import { ProgramMistakes } from './program/program-mistakes.tsx'
import { ProgramPane } from './program/program-pane.tsx'
import { ProgramRunBar } from './program/program-run-bar.tsx'
import { program } from './program/program-store.ts'
import { ownProgram } from './place.ts'
import { labRun } from './run-store.ts'
import { SplitPanes } from './split-panes.tsx'
import { BreakIt } from './stage/break-it.tsx'
import { Parameters } from './stage/parameters.tsx'
import { RunBar } from './stage/run-bar.tsx'
import { ShareBar } from './stage/share-bar.tsx'
import { Stage } from './stage/stage.tsx'
import { usePicture } from './stage/use-run.ts'
import { useFilledWindow } from './use-filled-window.ts'

interface LessonWithRunProps {
  /** Absent: a program of the learner's own. */
  readonly lesson: LessonSummary | undefined
  /** The lesson of the run that is shown; absent for a program of one's own, and before the first run. */
  readonly runLesson: LessonSummary | undefined
  readonly language: Locale
  readonly previous: LessonSummary | undefined
  readonly next: LessonSummary | undefined
  readonly wide: boolean
  readonly onWide: (wide: boolean) => void
  readonly onOpen: (id: string) => void
  readonly onShowInTree: (words: string) => void
}

/** What is read at the left, what happens at the right. */
export function LessonWithRun({
  lesson,
  runLesson,
  language,
  previous,
  next,
  wide,
  onWide,
  onOpen,
  onShowInTree,
}: LessonWithRunProps) {
  const text = useText()
  const title = useStore(labRun, (state) => state.title)
  const closed = useStore(labRun, ({ running, kept, isUnknown }) =>
    running && !kept ? 'running' : isUnknown ? 'unknown' : undefined,
  )
  const fromFile = useStore(labRun, (state) => state.fromFile)
  const picture = usePicture()
  const predictions = useStore(choices, (state) => state.predictions)
  const isRefused = useStore(program, ({ mistakes }) => mistakes.some(isOfText))
  const { report } = picture
  const fill = useFilledWindow(wide, () => onWide(false))
  const mine = title === undefined || runLesson?.id === lesson?.id
  return (
    <SplitPanes
      name={text('lab.moveText')}
      storageKey="forkscope.lab.text"
      direction="row"
      initial={36}
      leastPx={[240, 450]}
      first={
        lesson === undefined ? (
          <ProgramPane>
            {!wide && (
              <>
                <ProgramRunBar />
                <ProgramMistakes />
              </>
            )}
          </ProgramPane>
        ) : (
          <LessonPane lesson={lesson} language={language} previous={previous} next={next} onOpen={onOpen}>
            {report !== undefined && mine ? (
              <PredictionResult questions={lesson.questions} language={language} report={report} />
            ) : (
              <Predict
                questions={lesson.questions}
                language={language}
                answers={predictions[lesson.id] ?? {}}
                closed={mine ? closed : undefined}
                onAnswer={(question, given) => answer(lesson.id, question, given)}
              />
            )}
          </LessonPane>
        )
      }
      second={
        <div className="stage-side">
          <header className="stage-head">
            {lesson !== undefined && <RunBar lesson={lesson} language={language} />}
            {/* Where the text that it stands in is not seen. */}
            {lesson === undefined && wide && <ProgramRunBar />}
            <div className="line stage-tools">
              <ShareBar title={runLesson?.title[language] ?? title ?? ''} />
              <button
                ref={fill}
                type="button"
                aria-pressed={wide}
                title={wide ? text('lab.leaveFilled') : undefined}
                onClick={() => onWide(!wide)}
              >
                {text('lab.fill')}
              </button>
            </div>
            {lesson !== undefined && (
              <>
                <Parameters lesson={lesson} language={language} />
                <BreakIt lesson={lesson} language={language} />
              </>
            )}
            {lesson === undefined && wide && <ProgramMistakes />}
            {lesson === undefined && mine && title !== undefined && !fromFile && isRefused && (
              <p className="note">{text('lab.formerRun')}</p>
            )}
            {!mine && (
              <p className="note">
                {text('lab.otherRun', { title: runLesson?.title[language] ?? title })}{' '}
                {(runLesson !== undefined || !fromFile) && (
                  <button type="button" className="link" onClick={() => onOpen(runLesson?.id ?? ownProgram)}>
                    {text(runLesson === undefined ? 'lab.openProgram' : 'lab.openIt')}
                  </button>
                )}
              </p>
            )}
          </header>
          <Stage lesson={mine ? lesson : runLesson} mine={mine} language={language} onShowInTree={onShowInTree} />
        </div>
      }
    />
  )
}
