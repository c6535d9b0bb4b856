import type { CheckResult } from '../../../../../shared/contract/trace.ts'
import type { RunPicture } from './run-picture.ts'

/** Where "show me" leads: a moment (microseconds), and the process to select there. */
export interface Place {
  readonly t: number
  readonly pid: number | undefined
}

/**
 * @param fromFile whether the run was opened from a file: checks in older ones name no moment, only their words do
 * @returns where the check leads; undefined when it speaks of no moment of the run
 */
export function placeOf(
  { at, about, evidence }: CheckResult,
  picture: RunPicture,
  fromFile: boolean,
): Place | undefined {
  if (at !== undefined)
    return { t: Math.min(at, picture.endUs), pid: picture.lanes.has(about ?? 0) ? about : undefined }
  if (!fromFile || picture.checks.some((check) => check.at !== undefined)) return undefined
  const t = namedMoment(evidence, picture)
  return t === undefined ? undefined : { t, pid: processOf(evidence, picture) }
}

/** Evidence tells hundredths of a second: what it speaks of lies within half of one. */
const roundedUs = 5000

/**
 * @returns the first time (microseconds) that the evidence names in seconds and that lies within the run, moved to what
 *   happened to its process then; undefined when it names none
 */
function namedMoment(evidence: string, picture: RunPicture): number | undefined {
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

/** @returns the process that the evidence names first */
function processOf(evidence: string, picture: RunPicture): number | undefined {
  for (const [, number] of evidence.matchAll(/\b(\d{2,8})\b/g)) {
    if (picture.lanes.has(Number(number))) return Number(number)
  }
  return undefined
}
