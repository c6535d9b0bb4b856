import { useText } from '../../../i18n/use-text.ts'
import { stuckWaits } from '../model/deadlock-story.ts'
import { deadlockSentences } from './wait-words.ts'
import { usePicture } from './use-run.ts'

/** For those who do not see the stage: deadlocks and the outcome of the checks, as they come. */
export function LiveWords() {
  const text = useText()
  const picture = usePicture()
  const deadlock = picture.deadlocks.at(-1)
  const { report, endUs } = picture
  // As it was last: when the run has been ended, all of them are dead.
  const stuck = deadlock && stuckWaits(picture, deadlock, Math.min(endUs, (deadlock.to ?? Infinity) - 1))
  const count = (outcome: string): number => report?.checks.filter((check) => check.outcome === outcome).length ?? 0
  return (
    <>
      <p className="hidden" role="alert">
        {stuck !== undefined && `${text('lab.deadlock')}: ${deadlockSentences(picture, stuck, text).join(' ')}`}
      </p>
      <p className="hidden" role="status">
        {report !== undefined &&
          report.checks.length > 0 &&
          text('lab.checksCame', {
            passed: count('passed'),
            failed: count('failed'),
            inconclusive: count('inconclusive'),
          })}
      </p>
    </>
  )
}
