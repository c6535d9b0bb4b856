import { useEffect, useRef, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs, type Key } from 'react-aria-components'
import { useStore } from 'zustand'
import type { LessonSummary, Locale } from '../../../../../shared/contract/lab.ts'
import { useText } from '../../../i18n/use-text.ts'
import { failureText } from '../refusals.ts'
import { labRun } from '../run-store.ts'
import { SplitPanes } from '../split-panes.tsx'
import { Playback } from '../timeline/playback.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { CheckList } from './check-list.tsx'
import { ConsolePanel } from './console-panel.tsx'
import { DistributionPanel } from './distribution-panel.tsx'
import { LiveWords } from './live-words.tsx'
import { ObjectsPanel } from './objects-panel.tsx'
import { TreePicture } from './tree-picture.tsx'
import { useMoment, usePicture } from './use-run.ts'
import { deadlockAt } from '../model/deadlock-story.ts'
import { outcomeNow } from '../model/signal-told.ts'

/** As in lab.css. */
const narrow = '(max-width: 860px)'

/** One node, and the room around it. */
const leastTreePx = 64
/** Its tools, the axis with one lane, and the replay bar. */
const leastTimelinePx = 150

interface StageProps {
  /** Whose checks are shown; absent for a program of one's own. */
  readonly lesson: LessonSummary | undefined
  /** The run is of the text that is open. */
  readonly mine: boolean
  readonly language: Locale
  readonly onShowInTree: (words: string) => void
}

/** The run itself: family tree above, timeline below, then console, objects and checks. */
export function Stage({ lesson, mine, language, onShowInTree }: StageProps) {
  const text = useText()
  const frame = useRef<HTMLElement>(null)
  const picture = usePicture()
  const dead = deadlockAt(picture, useMoment()) !== undefined
  const judged = lesson !== undefined || picture.checks.length > 0
  const goesOn = useStore(labRun, ({ running, kept }) => running && !kept)
  useEffect(() => {
    // In a narrow window it stands below the text, and what one has started should be seen; what is over, or belongs to
    // another text, must not take this one away.
    if (goesOn && mine && matchMedia(narrow).matches) frame.current?.scrollIntoView({ block: 'start' })
  }, [goesOn, mine])
  // Tree and timeline, the first of its panes: whoever pressed a button far below would see nothing of what it did.
  const show = (): void => frame.current?.querySelector('.pane')?.scrollIntoView({ block: 'nearest' })
  const [below, setBelow] = useState<Key>('console')
  // Once, at its first run: who looks elsewhere meanwhile is not called back by the next one.
  const repeats = useStore(labRun, (state) => state.running && state.repeat?.reports.length === 0)
  useEffect(() => {
    if (repeats) setBelow('distribution')
  }, [repeats])
  return (
    <section ref={frame} className="stage" aria-label={text('lab.stage')}>
      <LiveWords />
      <ReportLine onShowInTree={onShowInTree} />
      <SplitPanes
        name={text('lab.moveStage')}
        storageKey="forkscope.lab.stage"
        direction="column"
        initial={64}
        leastPx={[leastTreePx + leastTimelinePx + 7, 110]}
        first={
          <SplitPanes
            name={text('lab.moveTree')}
            storageKey="forkscope.lab.tree"
            direction="column"
            initial={36}
            leastPx={[leastTreePx, leastTimelinePx]}
            first={<TreePicture />}
            second={
              <div className="timeline-pane">
                <Timeline />
                <Playback />
              </div>
            }
          />
        }
        second={
          <div className="stage-below" data-judged={judged || undefined}>
            <Tabs className="tabs" selectedKey={below} onSelectionChange={setBelow}>
              <TabList className="tab-list" aria-label={text('lab.stage')}>
                <Tab id="console">{text('lab.output')}</Tab>
                <Tab id="objects" data-alarm={dead || undefined}>
                  {text('lab.objects')}
                  {dead && ` ▲ ${text('lab.deadlock')}`}
                </Tab>
                <Tab id="distribution">{text('lab.distribution')}</Tab>
              </TabList>
              <TabPanel id="console">
                <ConsolePanel own={lesson === undefined} />
              </TabPanel>
              <TabPanel id="objects">
                <ObjectsPanel />
              </TabPanel>
              <TabPanel id="distribution">
                <DistributionPanel lesson={lesson} language={language} />
              </TabPanel>
            </Tabs>
            {judged && <CheckList lesson={lesson} language={language} onShow={show} />}
          </div>
        }
      />
    </section>
  )
}

/** How the run ended, what could not be done, and where the last signal went. */
function ReportLine({ onShowInTree }: Pick<StageProps, 'onShowInTree'>) {
  const text = useText()
  const { report, lanes, endUs } = usePicture()
  const run = useStore(labRun, (state) => state.run)
  const failure = useStore(labRun, (state) => state.failure)
  const fromFile = useStore(labRun, (state) => state.fromFile)
  const runsInFile = useStore(labRun, (state) => state.runsInFile)
  const cutFile = useStore(labRun, (state) => state.cutFile)
  const sent = useStore(labRun, (state) => state.signalled)
  const running = useStore(labRun, (state) => state.running)
  const lane = sent && lanes.get(sent.pid)
  const outcome = sent && outcomeNow(sent, { lane, endUs, running })
  return (
    <div className="stage-report">
      {failure !== undefined && <p role="alert">{failureText(failure, text)}</p>}
      {fromFile && (
        <p className="note">
          {text('lab.fromFile')}
          {cutFile && ` ${text('lab.cutFile')}`}
          {runsInFile > 1 && ` ${text('lab.firstOfFile', { runs: runsInFile })}`}
        </p>
      )}
      <p role="status" className="report" data-outcome={report?.outcome}>
        {report !== undefined &&
          text('lab.report', {
            // Without checks there is nothing to conclude.
            outcome: text(report.checks.length === 0 ? 'lab.ended' : `lab.${report.outcome}`),
            seconds: (report.elapsedMs / 1000).toFixed(1),
            left: report.leftBehind,
          })}
        {report?.stopped !== undefined && ` ${text(`lab.stopped.${report.stopped}`)}`}
      </p>
      <p role="status" className="quiet signal-result">
        {sent !== undefined &&
          outcome !== undefined &&
          text(`outcome.${outcome}`, {
            // As the stage calls it: to the system it is one more node.
            name: lane?.name ?? sent.name ?? '?',
            pid: String(sent.pid),
            signal: sent.signal,
            reason: sent.reason === undefined ? '' : text(`refusal.${sent.reason}`),
          })}
      </p>
      {run !== undefined && (
        <button type="button" className="link" onClick={() => onShowInTree(`run:${run}`)}>
          {text('lab.showInTree')}
        </button>
      )}
    </div>
  )
}
