import type { TreeLayout } from '../model/tree-layout.ts'
import { linesOf, pathOf } from '../model/tree-lines.ts'

/** Lines of descent; dashed ones to the process with which a daemon ends; broken ones to a parent that is gone. */
export function TreeLinks({ layout }: { readonly layout: TreeLayout }) {
  return (
    <svg className="tree-links" width={layout.width} height={layout.height} aria-hidden="true">
      {linesOf(layout).map(({ kind, to: { node }, points }) => (
        <path
          key={`${node.pid}-${kind}`}
          className={`link-${kind}`}
          data-state={node.state}
          style={{ d: `path("${pathOf(points)}")` }}
        />
      ))}
    </svg>
  )
}
