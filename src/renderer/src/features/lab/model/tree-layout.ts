import type { TreeNode } from './tree-at.ts'

/** Sizes in CSS pixels: parents at the left, their children in the next column. */
export const nodeSize = { width: 184, height: 40 }
const gap = { column: 28, row: 10, leaf: 12 }
/** So many leaves below one parent stand in one column; more are arranged in a block. */
const leavesInColumn = 6

export interface PlacedNode {
  readonly node: TreeNode
  readonly x: number
  readonly y: number
  /** How many ancestors it has in the picture. */
  readonly depth: number
}

export interface TreeLayout {
  readonly nodes: readonly PlacedNode[]
  readonly width: number
  readonly height: number
}

/** @returns where each node of the tree stands: beside its first child, so that it stays when more come */
export function layoutTree(roots: readonly TreeNode[]): TreeLayout {
  const nodes: PlacedNode[] = []
  let width = 0
  const place = (node: TreeNode, x: number, y: number, depth: number): number => {
    const columnX = x + nodeSize.width + gap.column
    const leaves = node.children.length > leavesInColumn && node.children.every(({ children }) => children.length === 0)
    const below = leaves
      ? placeBlock(node.children, columnX, y, depth + 1)
      : placeColumn(node.children, columnX, y, depth + 1)
    const height = Math.max(nodeSize.height, below)
    nodes.push({ node, x, y, depth })
    width = Math.max(width, x + nodeSize.width)
    return height
  }
  const placeColumn = (children: readonly TreeNode[], x: number, y: number, depth: number): number => {
    let at = y
    for (const child of children) at += place(child, x, at, depth) + gap.row
    return Math.max(0, at - y - gap.row)
  }
  const placeBlock = (children: readonly TreeNode[], x: number, y: number, depth: number): number => {
    const rows = Math.max(leavesInColumn, Math.ceil(Math.sqrt(children.length)))
    for (const [index, child] of children.entries()) {
      const column = Math.floor(index / rows)
      place(child, x + column * (nodeSize.width + gap.leaf), y + (index % rows) * (nodeSize.height + gap.row), depth)
    }
    return Math.min(rows, children.length) * (nodeSize.height + gap.row) - gap.row
  }
  const height = placeColumn(roots, 0, 0, 0)
  return { nodes, width, height }
}
