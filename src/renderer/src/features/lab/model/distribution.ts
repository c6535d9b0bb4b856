import { scaleLinear } from 'd3-scale'
import type { TraceEvent } from '../../../../../shared/contract/trace.ts'

export type Report = Extract<TraceEvent, { kind: 'report' }>

export interface Share {
  readonly value: string
  readonly count: number
}

/** How often a number lay from one value, inclusive, to another. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface Numbers {
  readonly least: number
  readonly mean: number
  readonly most: number
  /** Side by side and of the same width, the empty ones between others too. */
  readonly bins: readonly Bin[]
}

/** How often each value was measured, over several runs of one lesson. */
export interface Distribution {
  readonly runs: number
  readonly outcomes: readonly Share[]
  /** By question: what can be counted. */
  readonly measured: ReadonlyMap<string, readonly Share[]>
  /** By question: numbers that are hardly ever the same twice, times say. */
  readonly numbers: ReadonlyMap<string, Numbers>
  /** By check: how often it passed, failed, was inconclusive. */
  readonly checks: ReadonlyMap<string, readonly Share[]>
  readonly elapsedMs: Pick<Numbers, 'least' | 'most' | 'mean'> | undefined
}

/** @returns the reports counted; numbers are rounded to one decimal, so that equal ones meet */
export function distribute(reports: readonly Report[]): Distribution {
  const measured = new Map<string, string[]>()
  const numbers = new Map<string, number[]>()
  const checks = new Map<string, string[]>()
  for (const report of reports) {
    for (const [question, value] of Object.entries(report.measured ?? {})) {
      if (typeof value === 'number') numbers.set(question, [...(numbers.get(question) ?? []), value])
      else measured.set(question, [...(measured.get(question) ?? []), textOf(value)])
    }
    for (const { id, outcome } of report.checks) checks.set(id, [...(checks.get(id) ?? []), outcome])
  }
  for (const [question, values] of numbers) {
    if (!areFew(values)) continue
    numbers.delete(question)
    measured.set(question, values.map(textOf))
  }
  const times = reports.map(({ elapsedMs }) => elapsedMs)
  const counted = (values: ReadonlyMap<string, string[]>) =>
    new Map([...values].map(([key, list]) => [key, count(list)]))
  return {
    runs: reports.length,
    outcomes: count(reports.map(({ outcome }) => outcome)),
    measured: counted(measured),
    checks: counted(checks),
    numbers: new Map([...numbers].map(([question, values]) => [question, { ...spread(values), bins: binsOf(values) }])),
    elapsedMs: times.length === 0 ? undefined : spread(times),
  }
}

/** A handful of whole numbers is counted one by one, whatever lies between them. */
const mostValues = 8
const areFew = (values: readonly number[]): boolean =>
  new Set(values.map(textOf)).size === 1 ||
  (values.every(Number.isInteger) && new Set(values).size <= mostValues && width(values) <= mostValues)
const width = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)

function spread(values: readonly number[]): Pick<Numbers, 'least' | 'most' | 'mean'> {
  const sum = values.reduce((all, each) => all + each, 0)
  return { least: Math.min(...values), most: Math.max(...values), mean: sum / values.length }
}

/** @param values at least two different ones @returns some five bins with round limits */
function binsOf(values: readonly number[]): readonly Bin[] {
  const limits = scaleLinear()
    .domain([Math.min(...values), Math.max(...values)])
    .nice(5)
    .ticks(5)
  return limits.slice(1).map((to, index) => {
    const from = limits[index] ?? to
    const last = index === limits.length - 2
    return { from, to, count: values.filter((value) => value >= from && (last ? value <= to : value < to)).length }
  })
}

function textOf(value: string | readonly string[] | number): string {
  if (typeof value === 'number') return String(Math.round(value * 10) / 10)
  return typeof value === 'string' ? value : value.join(' → ')
}

function count(values: readonly string[]): readonly Share[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, times]) => ({ value, count: times }))
    .toSorted((a, b) => b.count - a.count || a.value.localeCompare(b.value, 'en', { numeric: true }))
}
