import { useIntl } from 'react-intl'
import { useText } from '../i18n/use-text.ts'
import { chartRows, type ChartData } from './chart-data.ts'
import { formatTime } from './format.ts'

interface ChartTableProps {
  readonly title: string
  readonly data: ChartData
  readonly formatValue: (value: number) => string
}

/** More would be read by nobody. */
const mostRows = 60

/** The same as the chart, in words. */
export function ChartTable({ title, data, formatValue }: ChartTableProps) {
  const text = useText()
  const { locale } = useIntl()
  const rows = chartRows(data, mostRows)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="chart-table" role="region" aria-label={text('chart.asTableOf', { title })} tabIndex={0}>
      <table>
        <caption>{text('chart.tableOf', { title, shown: rows.length, all: data.times.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{text('chart.time')}</th>
            {data.series.map((line) => (
              <th key={line.title} scope="col">
                {line.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.at}>
              <th scope="row">{formatTime(row.at, locale)}</th>
              {row.values.map((value, index) => (
                <td key={data.series[index]?.title}>{value === undefined ? '–' : formatValue(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
