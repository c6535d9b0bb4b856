import { formatBytes, formatTime } from '../../../components/format.ts'
import type { CellKind, CellValue } from './catalog.ts'

/** @returns the value as people read it */
export function cellText(value: CellValue, kind: CellKind, locale: string): string {
  if (typeof value !== 'number') return value ?? ''
  switch (kind) {
    case 'percent':
      return value.toFixed(1)
    case 'bytes':
      return formatBytes(value)
    case 'rate':
      return `${formatBytes(value)}/s`
    case 'perSecond':
      return value.toFixed(value < 10 ? 1 : 0)
    case 'time':
      return formatTime(value, locale)
    case 'duration':
      return durationText(value)
    case 'number':
    case 'text':
      return String(value)
  }
}

/** @returns minutes, seconds and hundredths as top(1) writes CPU time, hours when there are some: `1:02.50` */
function durationText(ms: number): string {
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60]
  const seconds = (ms / 1000) % 60
  const two = (value: number): string => String(value).padStart(2, '0')
  if (hours > 0) return `${hours}:${two(minutes)}:${two(Math.floor(seconds))}`
  return `${minutes}:${(Math.floor(seconds * 100) / 100).toFixed(2).padStart(5, '0')}`
}
