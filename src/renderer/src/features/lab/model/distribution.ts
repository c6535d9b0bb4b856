import type { TraceEvent } from '../../../../../shared/contract/trace.ts'

export type Report = Extract<TraceEvent, { kind: 'report' }>

export interface Share {
  readonly value: string
  readonly count: number
}

/** How often each value was measured, over several runs of one lesson. */
export interface Distribution {
  readonly runs: number
  readonly outcomes: readonly Share[]
  /** By question. */
  readonly measured: ReadonlyMap<string, readonly Share[]>
  /** By check: how often it passed, failed, was inconclusive. */
  readonly checks: ReadonlyMap<string, readonly Share[]>
  readonly elapsedMs: { readonly least: number; readonly most: number; readonly mean: number } | undefined
}

/** @returns the reports counted; numbers are rounded to one decimal, so that equal ones meet */
export function distribute(reports: readonly Report[]): Distribution {
  const measured = new Map<string, string[]>()
  const checks = new Map<string, string[]>()
  for (const report of reports) {
    for (const [question, value] of Object.entries(report.measured ?? {})) {
      measured.set(question, [...(measured.get(question) ?? []), textOf(value)])
    }
    for (const { id, outcome } of report.checks) checks.set(id, [...(checks.get(id) ?? []), outcome])
  }
  const times = reports.map(({ elapsedMs }) => elapsedMs)
  const counted = (values: ReadonlyMap<string, string[]>) =>
    new Map([...values].map(([key, list]) => [key, count(list)]))
  return {
    runs: reports.length,
    outcomes: count(reports.map(({ outcome }) => outcome)),
    measured: counted(measured),
    checks: counted(checks),
    elapsedMs:
      times.length === 0
        ? undefined
        : {
            least: Math.min(...times),
            most: Math.max(...times),
            mean: times.reduce((sum, each) => sum + each, 0) / times.length,
          },
  }
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
