/** How much of a badge is shown: its sentence, one word, or its picture alone. */
export type Form = 'full' | 'short' | 'glyph'

/** Of one badge in each form, with the gap before it; pixels. */
export type BadgeWidths = Readonly<Record<Form, number>>

export interface BadgeRoom {
  /** For the name and all badges, pixels. */
  readonly all: number
  /** The name as a whole, pixels. */
  readonly name: number
  /** What counts the badges that are left out, pixels. */
  readonly more: number
}

/** A cut name keeps so many pixels, some six letters. */
const leastName = 48

/**
 * Words are never cut: sentences become words where the whole name would have no room, then the name gives way, then
 * words become pictures, and at last badges are left out and counted.
 * @param badges the weightiest first
 * @returns the form of each badge that is shown, from the first on: those after them have no room
 */
export function fitBadges(badges: readonly BadgeWidths[], { all, name, more }: BadgeRoom): readonly Form[] {
  const chosen = badges.map((): Form => 'full')
  const sum = (): number => chosen.reduce((total, form, at) => total + (badges[at]?.[form] ?? 0), 0)
  /** The last ones first: they say less. */
  const shorten = (to: Form, room: number): boolean => {
    for (let at = chosen.length - 1; at >= 0 && sum() > room; at -= 1) chosen[at] = to
    return sum() <= room
  }
  const leastRoom = all - Math.min(name, leastName)
  if (shorten('short', all - name) || shorten('glyph', leastRoom)) return chosen
  while (chosen.length > 0 && sum() + more > leastRoom) chosen.pop()
  return chosen
}
