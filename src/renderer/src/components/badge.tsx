import type { BadgeWidths, Form } from './fit-badges.ts'
import { textWidth } from './text-width.ts'

export interface BadgeWords {
  readonly kind: 'zombie' | 'orphan' | 'daemon' | 'kernel' | 'lab'
  readonly full: string
  readonly short: string
  /** Tells more than the badge does. */
  readonly title?: string
  /** Drawn on a 16-unit square. */
  readonly icon: string
  /** It is shown with words too, not only instead of them. */
  readonly hasIcon: boolean
}

/** As the style sheet has them: gap before it, its border and padding, its icon and the gap beside that; pixels. */
const [marginPx, borderPx, paddingPx, iconPx, iconGapPx, fontPx] = [6, 2, 12, 11, 4, 11]
/** They are words without a frame. */
const frameless: readonly BadgeWords['kind'][] = ['zombie', 'lab']

/** What counts the badges that are left out, pixels. */
export const moreWidth = marginPx + borderPx + paddingPx + 16

/** @returns how wide the badge is in each form, pixels */
export function badgeWidths(badge: BadgeWords): BadgeWidths {
  const around = marginPx + borderPx + (frameless.includes(badge.kind) ? 0 : paddingPx)
  const worded = (text: string): number => around + textWidth(text, fontPx) + (badge.hasIcon ? iconPx + iconGapPx : 0)
  return { full: worded(badge.full), short: worded(badge.short), glyph: around + iconPx }
}

interface BadgeProps {
  readonly badge: BadgeWords
  readonly form: Form
}

/** What sets a process apart, in as many words as there is room for; the whole is told in any form. */
export function Badge({ badge, form }: BadgeProps) {
  const { kind, full, title = full, icon, hasIcon } = badge
  const words = form === 'glyph' ? undefined : badge[form]
  const named = words === full ? {} : { role: 'img', 'aria-label': full }
  return (
    <span className="badge" data-kind={kind} data-form={form} title={title} {...named}>
      {(hasIcon || words === undefined) && (
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={icon} />
        </svg>
      )}
      {words}
    </span>
  )
}

/** The badges that have no room, counted. */
export function MoreBadges({ badges }: { readonly badges: readonly BadgeWords[] }) {
  const words = badges.map(({ full }) => full).join(', ')
  return (
    <span className="badge" role="img" aria-label={words} title={words}>
      +{badges.length}
    </span>
  )
}
