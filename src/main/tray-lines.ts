import type { Process } from '../shared/contract/process.ts'
import { displayText } from '../shared/model/display-text.ts'

/** A name is whatever a program calls itself: so much of it is shown. */
const longest = 40

/** @returns a process in one line: `node (4242)  97.0 %`; what a menu would take for a shortcut is only a character */
export function trayLine({ name, pid, cpuPercent = 0 }: Pick<Process, 'name' | 'pid' | 'cpuPercent'>): string {
  const characters = Array.from(displayText(name))
  const short = characters.length > longest ? [...characters.slice(0, longest - 1), '…'] : characters
  return `${short.join('')} (${pid})  ${cpuPercent.toFixed(1)} %`
}

/** @returns the text as the label of a menu's item: there `&` marks the letter that chooses it */
export const asLabel = (line: string): string => line.replaceAll('&', '&&')
