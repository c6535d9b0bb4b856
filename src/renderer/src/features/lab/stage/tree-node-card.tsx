import type { KeyboardEvent, MouseEvent } from 'react'
import { StateBadge } from '../../../components/state-badge.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { nodeSize, type PlacedNode } from '../model/tree-layout.ts'

interface TreeNodeCardProps {
  readonly placed: PlacedNode
  readonly level?: number
  readonly selected?: boolean
  readonly tabStop?: boolean
  readonly onSelect?: () => void
  readonly onKeyDown?: (event: KeyboardEvent) => void
  readonly onMenu?: (event: MouseEvent) => void
}

/** One process of the tree: its name, pid, state and end; a zombie and the dead look it. */
export function TreeNodeCard({ placed, level, selected, tabStop, onSelect, onKeyDown, onMenu }: TreeNodeCardProps) {
  const text = useText()
  const { node, x, y } = placed
  const style = { transform: `translate(${x}px, ${y}px)`, width: nodeSize.width, height: nodeSize.height }
  if (node.role === 'outside') {
    return (
      <div className="tree-node outside" style={style} data-outside={node.pid}>
        <span>{node.name === '' ? text('lab.adopter') : text('lab.supervisor')}</span> <small>{node.pid}</small>
      </div>
    )
  }
  const { exit, alive } = node
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
      onClick={onSelect}
      onFocus={onSelect}
      onKeyDown={onKeyDown}
      onContextMenu={onMenu}
    >
      <span className="tree-name" title={node.name}>
        {node.name}
      </span>
      <small className="number">{node.pid}</small>
      <span className="tree-state">
        {alive ? (
          <StateBadge state={node.state} />
        ) : (
          <span className="state" data-state="dead">
            {text('lab.ended')}
          </span>
        )}
        {exit !== undefined && exit !== '' && (
          <b className="exit" title={text('lab.exited', { status: exit })}>
            {/* A signal says itself what happened. */}
            {exit.startsWith('SIG') ? exit : text('lab.exit', { status: exit })}
          </b>
        )}
        {node.originalParent !== undefined && (
          <span className="badge" data-kind="orphan" title={text('lab.orphanOf', { pid: String(node.originalParent) })}>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <path d="M5 3.5 3.5 2 1.5 4 3 5.5M7 8.5 8.5 10l2-2L9 6.5M2 9.5l1-1M10 2.5l-1 1" />
            </svg>
            {node.originalParent}
          </span>
        )}
        {node.endsWith !== undefined && (
          <span className="badge" data-kind="daemon" title={text('lab.daemonTitle', { pid: String(node.endsWith) })}>
            {text('badge.daemon')}
          </span>
        )}
      </span>
    </li>
  )
}
