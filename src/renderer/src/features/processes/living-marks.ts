import type { PageProcess } from './process-store.ts'

/** @returns the marks of those who still live: the very set where all do */
export function livingMarks(
  marked: ReadonlySet<string>,
  rows: ReadonlyMap<string, Pick<PageProcess, 'fresh'>>,
): ReadonlySet<string> {
  const lives = (key: string): boolean => rows.has(key) && rows.get(key)?.fresh !== 'ended'
  for (const key of marked) if (!lives(key)) return new Set([...marked].filter(lives))
  return marked
}
