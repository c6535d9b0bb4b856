import { formatTime } from '../../components/format.ts'
import type { Text } from '../../i18n/use-text.ts'
import type { PageProcess } from './process-store.ts'

/** @returns that it has ended, and when, where that is known: its row is gone in two seconds */
export function endedWords({ freshAt }: Pick<PageProcess, 'freshAt'>, text: Text, locale: string): string {
  return freshAt === undefined ? text('row.ended') : text('row.endedAt', { time: formatTime(freshAt, locale) })
}

/** @returns the same, and how, where the system told of that */
export function endingWords(row: PageProcess, text: Text, locale: string): string {
  const ended = endedWords(row, text, locale)
  const { exitCode, exitSignal } = row
  if (exitSignal !== undefined) return text('row.endedBySignal', { ended, signal: exitSignal })
  return exitCode === undefined ? ended : text('row.endedByCode', { ended, code: exitCode })
}
