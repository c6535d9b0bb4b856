import type { Locale } from '../../shared/contract/lab.ts'
import type { CheckOutcome, CheckResult } from '../../shared/contract/trace.ts'
import type { Lesson, RunRecord } from '../../shared/model/lesson.ts'

/** @returns each check's outcome, from the record alone */
export function judge(lesson: Lesson, record: RunRecord, locale: Locale): readonly CheckResult[] {
  return lesson.checks.map((check) => ({ id: check.id, ...check.judge(record, locale) }))
}

/** What a program did not do cannot be held against it when it was not allowed to finish. */
export function excuse(checks: readonly CheckResult[]): readonly CheckResult[] {
  return checks.map((check) => (check.outcome === 'failed' ? { ...check, outcome: 'inconclusive' } : check))
}

/** One failed check fails the run; without one, an inconclusive check leaves it inconclusive. */
export function overall(checks: readonly CheckResult[]): CheckOutcome {
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'failed'
  return checks.length > 0 && checks.every(({ outcome }) => outcome === 'passed') ? 'passed' : 'inconclusive'
}
