/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */
import type { PlannedTarget } from '../../../../shared/contract/signals.ts'
import { displayText } from '../../../../shared/model/display-text.ts'
import { keyOf } from '../../../../shared/model/tree.ts'
import { useText, type Text } from '../../i18n/use-text.ts'
import { shownName } from '../../components/shown-name.ts'
import type { PlanView } from './use-plan.ts'

interface TargetListProps {
  readonly plan: PlanView
  /** Their descendants are listed themselves. */
  readonly tree: boolean
}

/** Who: each with its owner and what it is part of, or why it is left out. */
export function TargetList({ plan, tree }: TargetListProps) {
  const text = useText()
  return (
    <section className="targets" aria-label={text('confirm.who')} tabIndex={0}>
      <ul>
        {(plan.targets ?? []).map((target) => (
          <PlannedItem
            key={keyOf(target)}
            target={target}
            tree={tree}
            gone={plan.isGone(target)}
            skipped={!plan.receivers.includes(target)}
            refused={!plan.allowed.includes(target)}
          />
        ))}
        {plan.vanished.map((target) => {
          const planned = { ...target, depth: 0, descendants: 0 }
          return <PlannedItem key={keyOf(target)} target={planned} tree={tree} gone skipped refused={false} />
        })}
      </ul>
    </section>
  )
}

interface PlannedItemProps {
  readonly target: PlannedTarget
  readonly tree: boolean
  readonly gone: boolean
  readonly skipped: boolean
  readonly refused: boolean
}

/** Deeper ones are not indented further, so that their names stay readable. */
const deepest = 12

function PlannedItem({ target, tree, gone, skipped, refused }: PlannedItemProps) {
  const text = useText()
  const note = (): string => {
    if (gone) return text('confirm.ended')
    if (refused && target.refusal !== undefined) return text(`refusal.${target.refusal}`)
    return describe(target, tree, text)
  }
  return (
    <li data-skipped={skipped}>
      <span style={{ paddingInlineStart: Math.min(target.depth, deepest) * 16 }}>
        {shownName(target.name, text)} ({target.pid})
      </span>
      <small>{note()}</small>
    </li>
  )
}

/** @returns whose it is and what it is part of */
function describe(target: PlannedTarget, tree: boolean, text: Text): string {
  const { user, lab, unit, container, descendants, zombie, ports = [] } = target
  const parts = [
    user && displayText(user),
    lab && text('confirm.lab', { lesson: lab.lesson }),
    unit && displayText(unit),
    container && text('confirm.container', { id: container }),
    ...ports.map(({ port, protocol }) => `${protocol.toUpperCase()} ${port}`),
    !tree && descendants > 0 ? text('confirm.has', { count: descendants }) : undefined,
    zombie && text('confirm.zombie'),
  ]
  return parts.filter(Boolean).join(' · ')
}
