import { createStore } from 'zustand/vanilla'
import type { LessonSummary, Predictions } from '../../../../shared/contract/lab.ts'
import { isInRange } from '../../../../shared/model/parameter-range.ts'

interface Choices {
  /** By lesson, then by name. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** By lesson, then by question. */
  readonly predictions: Readonly<Record<string, Predictions>>
}

/** What the learner has chosen and answered; kept while other lessons are looked at. */
export const choices = createStore<Choices>(() => ({ parameters: {}, predictions: {} }))

/** @returns the lesson's parameters as chosen, possible or not; NaN where a field was emptied */
export function parametersOf(lesson: LessonSummary, { parameters }: Choices): Readonly<Record<string, number>> {
  const chosen = parameters[lesson.id] ?? {}
  return Object.fromEntries(lesson.parameters.map(({ name, default: usual }) => [name, chosen[name] ?? usual]))
}

/** @returns the parameters with which the lesson cannot run, as they are chosen */
export function outOfRange(lesson: LessonSummary, all: Choices): LessonSummary['parameters'] {
  const chosen = parametersOf(lesson, all)
  return lesson.parameters.filter((each) => !isInRange(each, chosen[each.name] ?? Number.NaN))
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
