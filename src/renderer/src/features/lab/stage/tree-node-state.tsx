import type { ReactNode } from 'react'
import { Badge, badgeWidths, type BadgeWords } from '../../../components/badge.tsx'
import { badgeIcons } from '../../../components/badge-icons.ts'
import type { BadgeWidths, Form } from '../../../components/fit-badges.ts'
import { StateBadge } from '../../../components/state-badge.tsx'
import { textWidth } from '../../../components/text-width.ts'
import { useText, type Text } from '../../../i18n/use-text.ts'
import type { TreeNode } from '../model/tree-at.ts'
import { fitParts, type FittingPart } from './fit-parts.ts'

interface TreeNodeStateProps {
  readonly node: TreeNode
  /** Of the whole card, pixels. */
  readonly width: number
}

/** One part of the line; it never shows half a word. */
interface Part extends FittingPart {
  readonly words: string
  readonly show: (form: Form) => ReactNode
}

/** As the style sheet has them: padding and border of the card, the gap between parts, a state's letter; pixels. */
const [framePx, gapPx, letterPx, letterGapPx, fontPx] = [21, 4, 18, 6, 11]
const morePx = 24

/** What the process is doing or how it ended, and to whom it belongs; as much of it as there is room for. */
export function TreeNodeState({ node, width }: TreeNodeStateProps) {
  const text = useText()
  const { shown, left, isCounted } = fitParts(partsOf(node, text), width - framePx, morePx)
  const more = left.map(({ words }) => words).join(', ')
  return (
    <span className="tree-state" title={isCounted ? undefined : more}>
      {shown.map(({ part, form }) => part.show(form))}
      {more !== '' && isCounted && (
        <span className="badge" role="img" aria-label={more} title={more}>
          +{left.length}
        </span>
      )}
      {more !== '' && !isCounted && <span className="hidden">{more}</span>}
    </span>
  )
}

function partsOf(node: TreeNode, text: Text): readonly Part[] {
  const { originalParent, endsWith } = node
  const parts: (Part | false | undefined)[] = [
    statePart(node, text),
    originalParent !== undefined && {
      ...badgePart({
        kind: 'orphan',
        full: String(originalParent),
        short: String(originalParent),
        title: text('lab.orphanOf', { pid: String(originalParent) }),
        icon: badgeIcons.orphan,
        hasIcon: true,
      }),
      words: text('lab.orphanOf', { pid: String(originalParent) }),
    },
    exitPart(node, text),
    endsWith !== undefined &&
      badgePart({
        kind: 'daemon',
        full: text('badge.daemon'),
        short: text('badge.daemon'),
        title: text('lab.daemonTitle', { pid: String(endsWith) }),
        icon: badgeIcons.daemon,
        hasIcon: false,
      }),
  ]
  return parts.filter((part) => part !== undefined && part !== false)
}

function statePart({ alive, state, exit = '' }: TreeNode, text: Text): Part {
  if (!alive) {
    const ended = text('lab.ended')
    return {
      words: ended,
      weight: exit === '' ? 'usual' : 'implied',
      widths: always(textWidth(ended, fontPx)),
      show: () => (
        <span key="state" className="state" data-state="dead">
          {ended}
        </span>
      ),
    }
  }
  const words = text(`state.${state}`)
  const full = letterPx + letterGapPx + textWidth(words, fontPx)
  return {
    words,
    weight: 'usual',
    widths: { full, short: letterPx, glyph: letterPx },
    show: (form) => <StateBadge key="state" state={state} letterOnly={form !== 'full'} />,
  }
}

function exitPart({ exit }: TreeNode, text: Text): Part | undefined {
  if (exit === undefined || exit === '') return undefined
  // A signal says itself what happened.
  const words = exit.startsWith('SIG') ? exit : text('lab.exit', { status: exit })
  return {
    words,
    weight: 'exit',
    widths: always(gapPx + textWidth(words, fontPx)),
    show: () => (
      <b key="exit" className="exit" title={text('lab.exited', { status: exit })}>
        {words}
      </b>
    ),
  }
}

const always = (width: number): BadgeWidths => ({ full: width, short: width, glyph: width })

function badgePart(badge: BadgeWords): Part {
  const widths = badgeWidths(badge)
  return {
    words: badge.full,
    weight: 'usual',
    // A parent's pid says more than the picture, and is as whole as any number.
    widths: badge.kind === 'orphan' ? always(widths.full) : widths,
    show: (form) => <Badge key={badge.kind} badge={badge} form={badge.kind === 'orphan' ? 'full' : form} />,
  }
}
