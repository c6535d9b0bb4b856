import { formatTime } from '../../components/format.ts'
import type { Text } from '../../i18n/use-text.ts'
import type { PageProcess } from './process-store.ts'

/** @returns that it has ended, and when, where that is known: its row is gone in two seconds */
export function endedWords({ freshAt }: Pick<PageProcess, 'freshAt'>, text: Text, locale: string): string {
  return freshAt === undefined ? text('row.ended') : text('row.endedAt', { time: formatTime(freshAt, locale) })
}
