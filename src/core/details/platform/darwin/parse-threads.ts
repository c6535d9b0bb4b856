import type { ProcessThread } from '../../../../shared/contract/details.ts'
import { stateOfLetter } from '../../../../shared/model/proc-stat.ts'
import { durationMs } from '../../../platform/darwin/parse-ps.ts'

/** `%CPU STAT PRI STIME UTIME`; what stands before and behind is only in the first thread's line. */
const line = /\s[\d.]+\s+([RSITUZ])\S*\s+\d+\S*\s+([\d:.]+)\s+([\d:.]+)(?:\s|$)/
/** Where macOS means something else: U cannot be interrupted, I has slept for more than 20 seconds. */
const letters = new Map([
  ['U', 'D'],
  ['I', 'S'],
])

/** @param text output of `ps -M -p PID`: a heading, then a line for each thread; macOS prints no thread ids there */
export function parseThreads(text: string): readonly ProcessThread[] {
  return text.split('\n').flatMap((each) => {
    const found = line.exec(each)
    if (found === null) return []
    const [, letter = '', system = '', user = ''] = found
    return { state: stateOfLetter(letters.get(letter) ?? letter), cpuTimeMs: durationMs(system) + durationMs(user) }
  })
}
