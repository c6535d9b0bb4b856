import type { ProcessRelative } from '../../../shared/contract/process.ts'
import { displayText } from '../../../shared/model/display-text.ts'
import { isNameless } from './shown-name.ts'

/** @returns bytes in binary units with three digits: `41.2 MiB` */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1
  return `${value.toFixed(digits)} ${units[unit]}`
}

/** Formatters are costly to make and free to keep. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string, dated: boolean): Intl.DateTimeFormat {
  const name = `${locale} ${dated}`
  let found = formatters.get(name)
  if (found === undefined) {
    found = new Intl.DateTimeFormat(locale, {
      ...(dated && { year: 'numeric', month: 'short', day: 'numeric' }),
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(name, found)
  }
  return found
}

/** @param at epoch ms @returns the time of day, with the date unless it is today */
export function formatTime(at: number, locale: string): string {
  const isToday = at >= new Date().setHours(0, 0, 0, 0)
  return formatter(locale, !isToday).format(at)
}

/** @returns `node (4242)`, or the pid alone where the name is not known */
export function nameRelative(relative: ProcessRelative | undefined, unknown: string): string {
  if (relative === undefined) return unknown
  return isNameless(relative.name ?? '') ? `${relative.pid}` : `${displayText(relative.name ?? '')} (${relative.pid})`
}
