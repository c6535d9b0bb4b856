import { useEffect, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../i18n/use-text.ts'
import { ChartTable } from './chart-table.tsx'
import type { ChartData } from './chart-data.ts'
import type { Plot } from './chart-plot.ts'
import { formatTime } from './format.ts'
import './chart.css'

interface ChartProps {
  /** Names the chart, and the table that says the same. */
  readonly title: string
  readonly data: ChartData
  readonly formatValue: (value: number) => string
  /** In pixels. */
  readonly height?: number
}

/**
 * Lines over time: a picture, the values at the pointer or the latest ones, and a table for those who do not see it.
 * What draws is fetched with the first chart. Nothing moves but what the data moves.
 */
export function Chart({ title, data, formatValue, height = 120 }: ChartProps) {
  const text = useText()
  const { locale } = useIntl()
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<Plot>(undefined)
  const [pointed, setPointed] = useState<number>()
  const [failed, setFailed] = useState(false)
  const [asTable, setAsTable] = useState(false)
  const now = useRef({ data, formatValue, locale })
  now.current = { data, formatValue, locale }
  // Other lines are another plot; other values are shown by the same one.
  const lines = data.series.map((each) => `${each.title} ${each.colour}`).join()

  useEffect(() => {
    let gone = false
    const draw = async (): Promise<void> => {
      const { createPlot } = await import('./chart-plot.ts')
      if (gone || host.current === null) return
      plot.current = createPlot(now.current.data, {
        host: host.current,
        height,
        formatValue: (value) => now.current.formatValue(value),
        formatTime: (at) => formatTime(at, now.current.locale),
        onPoint: setPointed,
      })
    }
    draw().catch(() => setFailed(true))
    return () => {
      gone = true
      plot.current?.destroy()
      plot.current = undefined
    }
  }, [lines, height])
  useEffect(() => plot.current?.show(data), [data])

  const index = pointed !== undefined && pointed < data.times.length ? pointed : data.times.length - 1
  const at = data.times[index]
  return (
    <figure className="chart" aria-label={title}>
      <figcaption>
        <b>{title}</b>
        {data.series.map((line, order) => {
          const value = line.values[index]
          return (
            <span key={line.title} className="chart-key" data-colour={line.colour} data-order={order}>
              {data.series.length > 1 && line.title} {value === undefined ? '–' : formatValue(value)}
            </span>
          )
        })}
        {pointed !== undefined && at !== undefined && <small className="chart-at">{formatTime(at, locale)}</small>}
      </figcaption>
      {failed ? (
        <p role="status">{text('chart.failed')}</p>
      ) : (
        <div ref={host} className="chart-plot" style={{ blockSize: height }} aria-hidden="true" />
      )}
      <details className="chart-twin" onToggle={(event) => setAsTable(event.currentTarget.open)}>
        <summary aria-label={text('chart.asTableOf', { title })}>{text('chart.asTable')}</summary>
        {asTable && <ChartTable title={title} data={data} formatValue={formatValue} />}
      </details>
    </figure>
  )
}
