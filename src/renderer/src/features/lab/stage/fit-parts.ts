import { fitBadges, type BadgeWidths, type Form } from '../../../components/fit-badges.ts'

/** `implied`: where there is no room for it, another part says it too. */
export type PartWeight = 'exit' | 'usual' | 'implied'

export interface FittingPart {
  readonly weight: PartWeight
  readonly widths: BadgeWidths
}

interface FittedParts<Part> {
  /** In the order in which they were given, each in its form. */
  readonly shown: readonly { readonly part: Part; readonly form: Form }[]
  readonly left: readonly Part[]
  /** There is room for the sign that counts those that are left. */
  readonly isCounted: boolean
}

const ranks: Readonly<Record<PartWeight, number>> = { exit: 0, usual: 1, implied: 2 }

/**
 * How a process ended goes before all that is told of it besides: it is shown even where nothing else is, not even how
 * much was left out.
 * @param room for all parts, pixels
 * @param more what counts the parts that are left out, pixels
 */
export function fitParts<Part extends FittingPart>(
  parts: readonly Part[],
  room: number,
  more: number,
): FittedParts<Part> {
  const fit = (weighed: readonly Part[]): readonly Form[] =>
    fitBadges(
      weighed.map(({ widths }) => widths),
      { all: room, name: 0, more },
    )
  let weighed = parts.toSorted((a, b) => ranks[a.weight] - ranks[b.weight])
  let forms = fit(weighed)
  if (forms.length < weighed.length) {
    weighed = weighed.filter(({ weight }) => weight !== 'implied')
    forms = fit(weighed)
  }
  const isCounted = forms.length > 0
  if (!isCounted && weighed.length > 0) forms = ['glyph']
  const formOf = new Map(forms.map((form, at) => [weighed[at], form]))
  return {
    shown: parts.flatMap((part) => {
      const form = formOf.get(part)
      return form === undefined ? [] : { part, form }
    }),
    left: weighed.slice(forms.length),
    isCounted,
  }
}
