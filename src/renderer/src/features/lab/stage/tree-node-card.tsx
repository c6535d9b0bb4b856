import type { KeyboardEvent, MouseEvent } from 'react'
import { textWidth } from '../../../components/text-width.ts'
import { useText } from '../../../i18n/use-text.ts'
import { nodeSize, type PlacedNode } from '../model/tree-layout.ts'
import { TreeNodeState } from './tree-node-state.tsx'

interface TreeNodeCardProps {
  readonly placed: PlacedNode
  /** In pixels. */
  readonly width: number
  readonly level?: number
  readonly selected?: boolean
  readonly tabStop?: boolean
  readonly onSelect?: () => void
  readonly onKeyDown?: (event: KeyboardEvent) => void
  readonly onMenu?: (event: MouseEvent) => void
}

/** As the style sheet has them: padding and border of the card, the gap between name and pid; a bold name is wider. */
const [framePx, gapPx, bold] = [21, 6, 1.1]

/** One process of the tree: its name, pid, state and end; a zombie and the dead look it. */
export function TreeNodeCard({
  placed,
  width,
  level,
  selected,
  tabStop,
  onSelect,
  onKeyDown,
  onMenu,
}: TreeNodeCardProps) {
  const text = useText()
  const { node, x, y } = placed
  const style = { transform: `translate(${x}px, ${y}px)`, width, height: nodeSize.height }
  if (node.role === 'outside') {
    return (
      <div className="tree-node outside" style={style} data-outside={node.pid}>
        <span>{node.name === '' ? text('lab.adopter') : text('lab.supervisor')}</span> <small>{node.pid}</small>
      </div>
    )
  }
  const { alive } = node
  const pidPx = gapPx + textWidth(String(node.pid), 11)
  // A name is shown whole before a pid stands beside it: that moves to the second line.
  const isNarrow = framePx + textWidth(node.name, 12) * bold + pidPx > width
  return (
    <li
      className="tree-node"
      role="treeitem"
      aria-level={level}
      aria-selected={selected}
      // Only one stop for the tab key; arrows do the rest.
      tabIndex={tabStop ? 0 : -1}
      style={style}
      data-pid={node.pid}
      data-state={alive ? node.state : 'dead'}
      data-dead={!alive || undefined}
      data-narrow={isNarrow || undefined}
      onClick={onSelect}
      onFocus={onSelect}
      onKeyDown={onKeyDown}
      onContextMenu={onMenu}
    >
      <span className="tree-name" title={node.name}>
        {node.name}
      </span>
      <small className="number">{node.pid}</small>
      <TreeNodeState node={node} width={isNarrow ? width - pidPx : width} />
    </li>
  )
}
