import { useStore } from 'zustand'
import type { LessonSummary, Locale } from '../../../../../shared/contract/lab.ts'
import { useText } from '../../../i18n/use-text.ts'
import { answerText } from '../lesson/prediction-result.tsx'
import { distribute, type Numbers, type Share } from '../model/distribution.ts'
import { labRun } from '../run-store.ts'

interface DistributionPanelProps {
  readonly lesson: LessonSummary | undefined
  readonly language: Locale
}

/** How the runs of a lesson came out, growing with each. */
export function DistributionPanel({ lesson, language }: DistributionPanelProps) {
  const text = useText()
  const repeat = useStore(labRun, (state) => state.repeat)
  const { runs, outcomes, measured, numbers, checks, elapsedMs } = distribute(repeat?.reports ?? [])
  if (runs === 0 || elapsedMs === undefined) return <p className="empty">{text('lab.noRepeats')}</p>
  const outcome = (value: string): string =>
    value === 'passed' || value === 'failed' || value === 'inconclusive' ? text(`lab.${value}`) : value
  const question = (id: string) => lesson?.questions.find((each) => each.id === id)
  const option = (id: string, value: string): string => {
    const asked = question(id)
    if (asked === undefined) return value
    if (asked.kind === 'number') return answerText(asked, Number(value), language)
    return answerText(asked, asked.kind === 'order' ? value.split(' → ') : value, language)
  }
  const seconds = (ms: number): string => (ms / 1000).toFixed(2)
  return (
    <div className="distribution">
      <p>
        {text('lab.distributed', {
          runs,
          least: seconds(elapsedMs.least),
          mean: seconds(elapsedMs.mean),
          most: seconds(elapsedMs.most),
        })}
      </p>
      <Bars title={text('lab.outcome')} shares={outcomes} all={runs} words={outcome} />
      {[...measured].map(([id, shares]) => (
        <Bars
          key={id}
          title={question(id)?.text[language] ?? id}
          shares={shares}
          all={runs}
          words={(value) => option(id, value)}
        />
      ))}
      {[...numbers].map(([id, spread]) => (
        <Histogram
          key={id}
          title={question(id)?.text[language] ?? id}
          numbers={spread}
          all={runs}
          words={(value) => option(id, String(value))}
        />
      ))}
      {[...checks].map(([id, shares]) => (
        <Bars
          key={id}
          title={lesson?.checks.find((check) => check.id === id)?.title[language] ?? id}
          shares={shares}
          all={runs}
          words={outcome}
        />
      ))}
    </div>
  )
}

interface HistogramProps {
  readonly title: string
  readonly numbers: Numbers
  readonly all: number
  readonly words: (value: number) => string
}

function Histogram({ title, numbers, all, words }: HistogramProps) {
  const text = useText()
  const { least, mean, most, bins } = numbers
  const shares = bins.map(({ from, to, count }) => ({ value: `${from}–${words(to)}`, count }))
  return (
    <>
      <Bars title={title} shares={shares} all={all} words={(range) => range} />
      <p className="quiet">{text('lab.spread', { least: words(least), mean: words(mean), most: words(most) })}</p>
    </>
  )
}

interface BarsProps {
  readonly title: string
  readonly shares: readonly Share[]
  readonly all: number
  readonly words: (value: string) => string
}

function Bars({ title, shares, all, words }: BarsProps) {
  return (
    <table className="bars">
      <caption>{title}</caption>
      <tbody>
        {shares.map(({ value, count }) => (
          <tr key={value} data-outcome={value}>
            <th scope="row">{words(value)}</th>
            <td className="bar" aria-label={`${count} / ${all}`}>
              <i style={{ width: `${(count / all) * 100}%` }} aria-hidden="true" />
            </td>
            <td className="number">{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
