import type { ToolAnswer } from '../run-tool.ts'
import type { SendOutcome } from '../signalling.ts'

/** taskkill's exit code for a pid that names no process; all else that fails is 1, whatever it was. */
const NOT_FOUND = 128

/**
 * What taskkill's answer means. Its words are in the system's language, so only its exit code and the name of its own
 * option /F are read: "Reason: This process can only be terminated forcefully (with /F option)" is what it says of a
 * process without a window.
 * @param mayEnd asks whether this account may end the process: tells a denial, which taskkill words only
 */
export function outcomeOfTaskkill(answer: ToolAnswer, mayEnd: () => SendOutcome): SendOutcome {
  const { exitCode, stderr } = answer
  if (exitCode === 0) return { kind: 'sent' }
  if (exitCode === NOT_FOUND) return { kind: 'gone' }
  if (exitCode === undefined) return { kind: 'failed', cause: 'taskkill could not be run or did not answer' }
  const asked = mayEnd()
  if (asked.kind === 'denied' || asked.kind === 'gone') return asked
  if (/\/F\b/.test(stderr)) return { kind: 'no-window' }
  const words = stderr.trim().replace(/\s+/g, ' ').replace(/\.$/, '')
  return { kind: 'failed', cause: words === '' ? `taskkill ended with exit code ${exitCode}` : words }
}
