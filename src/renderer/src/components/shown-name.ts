import { displayText } from '../../../shared/model/display-text.ts'
import type { MessageId } from '../i18n/en.ts'

/** @returns whether nothing of the name can be seen: a process may take any, also an empty one */
export const isNameless = (name: string): boolean => displayText(name).trim() === ''

/** @returns the name as it is shown to people; who searches or copies values has it as it is */
export function shownName(name: string, text: (id: MessageId) => string): string {
  return isNameless(name) ? text('process.noName') : displayText(name)
}
