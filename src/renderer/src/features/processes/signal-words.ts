import { realTimeSignals } from '../../../../shared/model/real-time-signals.ts'
import { en, type MessageId } from '../../i18n/en.ts'
import type { Text } from '../../i18n/use-text.ts'

const actions: Readonly<Record<string, MessageId>> = {
  SIGTERM: 'action.terminate',
  SIGKILL: 'action.kill',
  SIGSTOP: 'action.suspend',
  SIGCONT: 'action.resume',
}

/** @returns the words of the button that sends the signal */
export function actionWords(signal: string, text: Text): string {
  return text(actions[signal] ?? 'action.signal', { signal })
}

const explained = new Set<string>(Object.keys(en).filter((id) => id.startsWith('signal.')))
const isExplained = (id: string): id is MessageId => explained.has(id)

/** @returns what the signal does to a process that does not handle it, signal(7); nothing for one that is not known */
export function explainSignal(signal: string, text: Text): string {
  if (realTimeSignals.has(signal)) return text('signal.realTime')
  const id = `signal.${signal}`
  return isExplained(id) ? text(id) : ''
}
