import type { RunPicture } from './run-picture.ts'

/**
 * "Show me": the moment a check's evidence speaks of.
 * @returns the first time (microseconds) that the evidence names in seconds and that lies within the run; undefined when it names none
 */
export function momentOf(evidence: string, picture: RunPicture): number | undefined {
  for (const [, number] of evidence.matchAll(/(\d+(?:\.\d+)?)\s*(?:s\b|seconds?\b|秒)/g)) {
    const t = Math.round(Number(number) * 1_000_000)
    if (t > 0 && t <= picture.endUs) return t
  }
  return undefined
}

/** @returns the process that the evidence names first: the one to select */
export function processOf(evidence: string, picture: RunPicture): number | undefined {
  for (const [, number] of evidence.matchAll(/\b(\d{2,8})\b/g)) {
    if (picture.lanes.has(Number(number))) return Number(number)
  }
  return undefined
}
