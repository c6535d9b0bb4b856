import type { RunPicture } from './run-picture.ts'

/** Evidence tells hundredths of a second: what it speaks of lies within half of one. */
const roundedUs = 5000

/**
 * "Show me": the moment a check's evidence speaks of.
 * @returns the first time (microseconds) that the evidence names in seconds and that lies within the run, moved to what
 *   happened to its process then; undefined when it names none
 */
export function momentOf(evidence: string, picture: RunPicture): number | undefined {
  for (const [, number] of evidence.matchAll(/(\d+(?:\.\d+)?)\s*(?:s\b|seconds?\b|秒)/g)) {
    const t = Math.round(Number(number) * 1_000_000)
    if (t <= 0 || t > picture.endUs + roundedUs) continue
    const lane = picture.lanes.get(processOf(evidence, picture) ?? 0)
    const known = [...(lane?.states ?? []), ...(lane?.points ?? [])].map((each) => each.t)
    const near = known.filter((each) => Math.abs(each - t) <= roundedUs)
    return near.length === 0 ? Math.min(t, picture.endUs) : Math.max(...near)
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
