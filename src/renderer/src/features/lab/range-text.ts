import type { LessonParameter } from '../../../../shared/contract/lab.ts'
import type { Text } from '../../i18n/use-text.ts'

/** @returns which values a parameter may have, as a sentence. @param name as the person knows it */
export function rangeText(name: string, range: Pick<LessonParameter, 'min' | 'max' | 'step'>, text: Text): string {
  const { min, max, step } = range
  if (!Number.isInteger(step)) return text('lab.range.number', { name, min, max })
  return step === 1 ? text('lab.range.whole', { name, min, max }) : text('lab.range.steps', { name, min, max, step })
}
