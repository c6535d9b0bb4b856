import { nodeSize, type PlacedNode, type TreeLayout } from '../model/tree-layout.ts'

/** From the right edge of the parent to the left edge of the child. */
function curve(from: PlacedNode, to: PlacedNode): string {
  const [x1, y1] = [from.x + nodeSize.width, from.y + nodeSize.height / 2]
  const [x2, y2] = [to.x, to.y + nodeSize.height / 2]
  const middle = x1 + Math.min(22, (x2 - x1) / 2)
  return `M ${x1} ${y1} C ${middle} ${y1} ${middle} ${y2} ${Math.max(middle, x2 - 12)} ${y2} L ${x2} ${y2}`
}

/** Lines of descent; dashed ones to the process with which a daemon ends; broken ones to a parent that is gone. */
export function TreeLinks({ layout }: { readonly layout: TreeLayout }) {
  const byPid = new Map(layout.nodes.map((placed) => [placed.node.pid, placed]))
  return (
    <svg className="tree-links" width={layout.width} height={layout.height} aria-hidden="true">
      {layout.nodes.flatMap((placed) => {
        const { pid, parent, endsWith, originalParent, state } = placed.node
        const at = (other: number | undefined) => (other === undefined ? undefined : byPid.get(other))
        const lines = [
          { kind: 'parent', from: at(parent) },
          { kind: 'daemon', from: at(endsWith) },
          { kind: 'broken', from: at(originalParent) },
        ]
        return lines.flatMap(({ kind, from }) =>
          from === undefined
            ? []
            : [
                <path
                  key={`${pid}-${kind}`}
                  className={`link-${kind}`}
                  data-state={state}
                  transform={kind === 'daemon' ? 'translate(0 5)' : undefined}
                  style={{ d: `path("${curve(from, placed)}")` }}
                />,
              ],
        )
      })}
    </svg>
  )
}
