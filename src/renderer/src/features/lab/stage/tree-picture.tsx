import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { layoutTree, type PlacedNode } from '../model/tree-layout.ts'
import { treeAt } from '../model/tree-at.ts'
import { stage } from '../stage-store.ts'
import { SignalMenu, type MenuPlace } from './signal-menu.tsx'
import { TreeLinks } from './tree-links.tsx'
import { TreeNodeCard } from './tree-node-card.tsx'
import { useRoom } from './use-room.ts'
import { useMoment, usePicture } from './use-run.ts'

/** The run's processes as a family tree, at the moment that is shown. */
export function TreePicture() {
  const text = useText()
  const picture = usePicture()
  const moment = useMoment()
  const selected = useStore(stage, (state) => state.selected)
  const [menu, setMenu] = useState<MenuPlace>()
  const list = useRef<HTMLUListElement>(null)
  const { room, measure } = useRoom()
  const layout = layoutTree(treeAt(picture, moment), room)
  const processes = layout.nodes
    .filter(({ node }) => node.role !== 'outside')
    .toSorted((a, b) => a.x - b.x || a.y - b.y)
  const outside = layout.nodes.filter(({ node }) => node.role === 'outside')
  const tabStop = processes.find(({ node }) => node.pid === selected) ?? processes[0]

  const open = (event: MouseEvent | KeyboardEvent, pid: number): void => {
    event.preventDefault()
    const box = event.currentTarget.getBoundingClientRect()
    stage.getState().select(pid)
    setMenu({ pid, x: box.left + 12, y: box.bottom })
  }
  const press = (event: KeyboardEvent, { node }: PlacedNode): void => {
    if (event.key === 'Enter' || event.key === ' ' || event.key === 'ContextMenu' || event.key === 'Delete') {
      return open(event, node.pid)
    }
    const target = stepFrom(processes, node.pid, event.key)
    if (target === undefined) return undefined
    event.preventDefault()
    stage.getState().select(target)
    return list.current?.querySelector<HTMLElement>(`[data-pid="${target}"]`)?.focus()
  }
  if (layout.nodes.length === 0) return <p className="empty">{text('lab.noProcesses')}</p>
  return (
    <div ref={measure} className="tree-scroll">
      <div className="tree-picture" style={{ width: layout.width, height: layout.height }}>
        <TreeLinks layout={layout} />
        {outside.map((placed) => (
          <TreeNodeCard key={`outside-${placed.node.pid}`} placed={placed} width={layout.nodeWidth} />
        ))}
        <ul ref={list} className="run-processes" role="tree" aria-label={text('lab.processes')}>
          {processes.map((placed) => {
            const { pid } = placed.node
            return (
              <TreeNodeCard
                key={pid}
                placed={placed}
                width={layout.nodeWidth}
                level={Math.max(1, placed.depth)}
                selected={selected === pid}
                tabStop={tabStop === placed}
                onSelect={() => stage.getState().select(pid)}
                onKeyDown={(event) => press(event, placed)}
                onMenu={(event) => open(event, pid)}
              />
            )
          })}
        </ul>
      </div>
      {menu !== undefined && <SignalMenu {...menu} onClose={() => setMenu(undefined)} />}
    </div>
  )
}

/** @returns the process that an arrow key leads to */
function stepFrom(placed: readonly PlacedNode[], pid: number, key: string): number | undefined {
  const at = placed.findIndex(({ node }) => node.pid === pid)
  const here = placed[at]?.node
  switch (key) {
    case 'ArrowDown':
      return placed[at + 1]?.node.pid
    case 'ArrowUp':
      return placed[at - 1]?.node.pid
    case 'ArrowRight':
      return here?.children[0]?.pid
    case 'ArrowLeft':
      return placed.find(({ node }) => node.pid === here?.parent)?.node.pid
    case 'Home':
      return placed[0]?.node.pid
    case 'End':
      return placed.at(-1)?.node.pid
    default:
      return undefined
  }
}
