import type { Report } from './follow-run.ts'

/** How the runs of `--repeat` came out, together. */
export interface RunSummary {
  readonly kind: 'summary'
  readonly runs: number
  readonly passed: number
  readonly failed: number
  /** Those that could not tell; absent: none. */
  readonly inconclusive?: number
  readonly distributions: {
    /** Absent: no run was counted. */
    readonly elapsedMs?: { readonly min: number; readonly median: number; readonly max: number }
    /** By check: how often it had each outcome. */
    readonly checks: Readonly<Record<string, Readonly<Record<string, number>>>>
    /** By question: how often each answer was measured. */
    readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>
  }
}

/** @param all of runs of one lesson; one that was stopped by hand tells nothing of how the lesson comes out */
export function summarise(all: readonly Report[]): RunSummary {
  const reports = all.filter(({ stopped }) => stopped !== 'by-request')
  const times = reports.map(({ elapsedMs }) => elapsedMs).toSorted((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const checks: Record<string, Record<string, number>> = {}
  const answers: Record<string, Record<string, number>> = {}
  const count = (table: Record<string, Record<string, number>>, row: string, value: string): void => {
    const counts = (table[row] ??= {})
    counts[value] = (counts[value] ?? 0) + 1
  }
  const came = (wanted: Report['outcome']): number => reports.filter(({ outcome }) => outcome === wanted).length
  for (const report of reports) {
    for (const { id, outcome } of report.checks) count(checks, id, outcome)
    for (const [question, answer] of Object.entries(report.measured ?? {})) {
      count(answers, question, Array.isArray(answer) ? answer.join(' ') : String(answer))
    }
  }
  return {
    kind: 'summary',
    runs: reports.length,
    passed: came('passed'),
    failed: came('failed'),
    ...(came('inconclusive') > 0 && { inconclusive: came('inconclusive') }),
    distributions: {
      ...(times.length > 0 && { elapsedMs: { min: at(0), median: at(0.5), max: at(1) } }),
      checks,
      answers,
    },
  }
}

/** @returns the summary in lines for people */
export function summaryLines({ runs, passed, failed, inconclusive = 0, distributions }: RunSummary): readonly string[] {
  const { elapsedMs, checks, answers } = distributions
  const counts = (row: Readonly<Record<string, number>>): string =>
    Object.entries(row)
      .toSorted(([, a], [, b]) => b - a)
      .map(([value, times]) => `${value} ${times}×`)
      .join(', ')
  const took = elapsedMs && `; ${elapsedMs.min} to ${elapsedMs.max} ms, median ${elapsedMs.median} ms`
  return [
    `${runs} runs: ${passed} passed, ${failed} failed, ${inconclusive} inconclusive${took ?? ''}`,
    ...Object.entries(checks).map(([id, row]) => `  check ${id}: ${counts(row)}`),
    ...Object.entries(answers).map(([id, row]) => `  measured ${id}: ${counts(row)}`),
  ]
}
