/** How far a level is indented where there is room, and at least; pixels. */
const [usualStep, leastStep] = [12, 4]
/** More levels than that are told by their number alone, however wide the column is. */
const mostSteps = 14
/** Of the column, for the lines of the ancestors: the rest is the name's. */
const share = 0.4
/** A narrow column makes its steps smaller rather than show fewer levels than these. */
const stepsWanted = 10
/** What the number of a level takes, pixels: as the style sheet has it. */
const numberWidth = 18

export interface Indent {
  /** Before the number, pixels. */
  readonly lines: number
  /** The level's number, where there is no room to indent it further than the one above it. */
  readonly level: number | undefined
  /** Both together, pixels. */
  readonly width: number
}

/**
 * @param nameWidth of the column of names, pixels
 * @returns how far each level is indented: it depends on the column alone, so that nothing moves when deeper rows come
 */
export function stepFor(nameWidth: number): number {
  return Math.max(leastStep, Math.min(usualStep, (nameWidth * share) / stepsWanted))
}

/** @param level as `aria-level` has it: 1 is the topmost */
export function indentFor(level: number, nameWidth: number): Indent {
  const step = stepFor(nameWidth)
  const steps = Math.min(mostSteps, Math.floor((nameWidth * share) / step))
  if (level - 1 <= steps) return { lines: (level - 1) * step, level: undefined, width: (level - 1) * step }
  const width = steps * step
  return { lines: Math.max(0, width - numberWidth), level, width: Math.max(numberWidth, width) }
}
