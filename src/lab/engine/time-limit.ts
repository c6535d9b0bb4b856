import { speed, type Lesson } from '../../shared/model/lesson.ts'

const usualMs = 120_000
const longestMs = 3_600_000

/**
 * How long a run may take before it is ended, when nobody says: as much longer than usual as it is slowed down, and in
 * proportion to what it was given more of than usual.
 * @returns milliseconds
 */
export function timeLimitOf({ parameters }: Lesson, given: Readonly<Record<string, number>>): number {
  const slower = 1 / Math.min(1, given[speed.name] ?? 1)
  const more = parameters.flatMap(({ name, default: usual }) =>
    name === speed.name || usual <= 0 ? [] : (given[name] ?? usual) / usual,
  )
  return Math.min(longestMs, Math.round(usualMs * slower * Math.max(1, ...more)))
}
