import type { TreeNode } from './tree-at.ts'

/** Sizes in CSS pixels: parents at the left, their children in the next column. */
export const nodeSize = { width: 184, height: 40 }
/** Lines of descent run in the gaps between columns and rows, never behind a node. */
export const rowGap = 12
interface Sizes {
  readonly node: number
  /** Between columns. */
  readonly gap: number
}
const usual: Sizes = { node: nodeSize.width, gap: 28 }
/** A pid of seven digits and a few letters of the name are still read. */
const least: Sizes = { node: 128, gap: 20 }
/** So many leaves below one parent stand in one column; more are arranged in a block. */
const leavesInColumn = 6

export interface PlacedNode {
  readonly node: TreeNode
  readonly x: number
  readonly y: number
  readonly column: number
  /** How many ancestors it has in the picture. */
  readonly depth: number
}

export interface TreeLayout {
  readonly nodes: readonly PlacedNode[]
  readonly width: number
  readonly height: number
  /** Of each node, pixels. */
  readonly nodeWidth: number
  /** Between columns, pixels. */
  readonly gap: number
}

/**
 * @param room that there is, pixels: nodes and gaps become narrower where that makes all of them fit
 * @returns where each node of the tree stands: beside its first child, so that it stays when more come
 */
export function layoutTree(roots: readonly TreeNode[], room = Number.POSITIVE_INFINITY): TreeLayout {
  const { cells, columns, rows } = arrange(roots, Math.floor((room + least.gap) / (least.node + least.gap)))
  const bends = bendsBeyond(cells, columns - 1)
  const { node: nodeWidth, gap } = sizesFor(columns, room, bends)
  const pitch = nodeSize.height + rowGap
  return {
    nodes: cells.map(({ node, column, row, depth }) => ({
      node,
      x: column * (nodeWidth + gap),
      y: row * pitch,
      column,
      depth,
    })),
    width: widthOf(columns, { node: nodeWidth, gap }, bends),
    height: Math.max(0, rows * pitch - rowGap),
    nodeWidth,
    gap,
  }
}

interface Cell {
  readonly node: TreeNode
  readonly column: number
  readonly row: number
  readonly depth: number
}

/** All stand on one grid, so that what is between columns and rows is free everywhere. */
function arrange(roots: readonly TreeNode[], mostColumns: number) {
  const cells: Cell[] = []
  let columns = 0
  const put = (cell: Cell): void => {
    cells.push(cell)
    columns = Math.max(columns, cell.column + 1)
  }
  /** @returns how many rows a node takes with all below it */
  const place = (node: TreeNode, column: number, row: number, depth: number): number => {
    const { children } = node
    const isBlock = children.length > leavesInColumn && children.every((child) => child.children.length === 0)
    const below = (isBlock ? placeBlock : placeColumn)(children, column + 1, row, depth + 1)
    put({ node, column, row, depth })
    return Math.max(1, below)
  }
  const placeColumn = (nodes: readonly TreeNode[], column: number, row: number, depth: number): number => {
    let taken = 0
    for (const node of nodes) taken += place(node, column, row + taken, depth)
    return taken
  }
  const placeBlock = (leaves: readonly TreeNode[], column: number, row: number, depth: number): number => {
    // Twice as many rows when it is full: with one row more each time everybody would move at each new child.
    let rows = leavesInColumn
    while (rows * Math.max(1, mostColumns - column) < leaves.length) rows *= 2
    for (const [index, node] of leaves.entries()) {
      put({ node, column: column + Math.floor(index / rows), row: row + (index % rows), depth })
    }
    return Math.min(rows, leaves.length)
  }
  const rows = placeColumn(roots, 0, 0, 0)
  return { cells, columns, rows }
}

/** @returns whether a line turns beside the last column: that to an orphan, from a parent with nobody else to its right */
function bendsBeyond(cells: readonly Cell[], last: number): boolean {
  const inLast = new Set(cells.filter(({ column }) => column === last).map(({ node }) => node.pid))
  const starts = cells.flatMap(({ node: { parent, endsWith, originalParent } }) => [parent, endsWith, originalParent])
  return starts.some((pid) => pid !== undefined && inLast.has(pid))
}

function sizesFor(columns: number, room: number, bends: boolean): Sizes {
  const wide = widthOf(columns, usual, bends)
  const narrow = widthOf(columns, least, bends)
  // What does not fit at all is scrolled in any case: then it is as easy to read as it can be.
  if (wide <= room || narrow > room) return usual
  const share = (room - narrow) / (wide - narrow)
  const between = (from: number, to: number): number => Math.floor(from + share * (to - from))
  return { node: between(least.node, usual.node), gap: between(least.gap, usual.gap) }
}

/** @param bends the gap beside the last column is part of the picture */
const widthOf = (columns: number, { node, gap }: Sizes, bends: boolean): number =>
  Math.max(0, columns * (node + gap) - (bends ? 0 : gap))
