import type { Locale, Predictions } from '../../shared/contract/lab.ts'
import type { CheckOutcome, CheckResult, TraceEvent } from '../../shared/contract/trace.ts'
import type { Lesson, Question, RunRecord } from '../../shared/model/lesson.ts'

type Answer = NonNullable<Extract<TraceEvent, { kind: 'report' }>['prediction']>[number]

/** @returns the outcome of each check that applies to the run, from the record alone, and the moment that it is about */
export function judge(lesson: Lesson, record: RunRecord, locale: Locale): readonly CheckResult[] {
  const asked = lesson.checks.filter(({ applies }) => applies?.(record.parameters) !== false)
  return asked.map((check) => {
    const moment = check.shows(record)
    const inEach = { en: check.judge(record, 'en'), 'zh-CN': check.judge(record, 'zh-CN') }
    return {
      id: check.id,
      ...inEach[locale],
      evidenceIn: { en: inEach.en.evidence, 'zh-CN': inEach['zh-CN'].evidence },
      ...(moment !== undefined && { at: moment.t, about: moment.pid }),
    }
  })
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

/** @returns the answers to the lesson's questions, as far as the run showed them */
export function measure(lesson: Lesson, record: RunRecord): Readonly<Record<string, string | string[] | number>> {
  return Object.fromEntries(
    lesson.questions.flatMap((question) => {
      const answer = question.measure(record)
      return answer === undefined ? [] : [[question.id, answer]]
    }),
  )
}

/**
 * @returns what was predicted beside what was measured, for the questions that were answered; one that was not measured is
 *   neither right nor wrong
 */
export function comparePredictions(
  lesson: Lesson,
  measured: ReturnType<typeof measure>,
  predictions: Predictions,
): readonly Answer[] {
  return lesson.questions.flatMap((question) => {
    const predicted = predictions[question.id]
    if (predicted === undefined) return []
    const answer = measured[question.id]
    if (answer === undefined) return { question: question.id, predicted }
    return { question: question.id, predicted, measured: answer, right: agrees(question, predicted, answer) }
  })
}

function agrees(question: Question, predicted: unknown, measured: string | string[] | number): boolean {
  if (typeof measured !== 'number') return JSON.stringify(predicted) === JSON.stringify(measured)
  const tolerance = question.tolerance ?? Math.abs(measured) / 10
  return typeof predicted === 'number' && Math.abs(predicted - measured) <= tolerance
}
