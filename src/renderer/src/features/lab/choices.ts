import { createStore } from 'zustand/vanilla'
import type { LessonSummary, Predictions } from '../../../../shared/contract/lab.ts'

interface Choices {
  /** By lesson, then by name. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** By lesson, then by question. */
  readonly predictions: Readonly<Record<string, Predictions>>
}

/** What the learner has chosen and answered; kept while other lessons are looked at. */
export const choices = createStore<Choices>(() => ({ parameters: {}, predictions: {} }))

/** @returns the lesson's parameters as chosen, within their ranges */
export function parametersOf(lesson: LessonSummary, { parameters }: Choices): Readonly<Record<string, number>> {
  const chosen = parameters[lesson.id] ?? {}
  return Object.fromEntries(
    lesson.parameters.map(({ name, min, max, default: usual }) => {
      const value = chosen[name] ?? usual
      return [name, Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : usual]
    }),
  )
}

export function chooseParameters(lesson: string, chosen: Readonly<Record<string, number>>): void {
  const { parameters } = choices.getState()
  choices.setState({ parameters: { ...parameters, [lesson]: { ...parameters[lesson], ...chosen } } })
}

export function answer(lesson: string, question: string, given: Predictions[string] | undefined): void {
  const { predictions } = choices.getState()
  const { [question]: _, ...others } = predictions[lesson] ?? {}
  const now = given === undefined ? others : { ...others, [question]: given }
  choices.setState({ predictions: { ...predictions, [lesson]: now } })
}
