import { nodeSize, rowGap, type PlacedNode, type TreeLayout } from './tree-layout.ts'

/** `daemon`: to the process with whose end it ends; `broken`: to a parent that it was taken from. */
export type LineKind = 'parent' | 'daemon' | 'broken'
export interface Point {
  readonly x: number
  readonly y: number
}
export interface TreeLine {
  readonly kind: LineKind
  readonly from: PlacedNode
  readonly to: PlacedNode
  /** The corners of the line: as many for each, so that one can turn into another. */
  readonly points: readonly Point[]
}

/** Lines that take the same way run side by side. */
const aside: Readonly<Record<LineKind, number>> = { parent: 0, daemon: 5, broken: -5 }
/** A line comes down nearer to its children than to the column before them. */
const beforeNode = 12
const cornerRadius = 5

/** @returns the lines between the processes of the tree */
export function linesOf(layout: TreeLayout): readonly TreeLine[] {
  const byPid = new Map(layout.nodes.map((placed) => [placed.node.pid, placed]))
  return layout.nodes.flatMap((to) => {
    const { parent, endsWith, originalParent } = to.node
    const line = (kind: LineKind, pid: number | undefined): readonly TreeLine[] => {
      const from = pid === undefined ? undefined : byPid.get(pid)
      return from === undefined ? [] : [{ kind, from, to, points: wayOf(layout, kind, from, to) }]
    }
    return [...line('parent', parent), ...line('daemon', endsWith), ...line('broken', originalParent)]
  })
}

/**
 * Out of the parent into the gap beside its column and there to the child's row; to a column further on, along the gap
 * above the child's block: the columns of a block share that piece, and each has its own way down.
 */
function wayOf(layout: TreeLayout, kind: LineKind, from: PlacedNode, to: PlacedNode): readonly Point[] {
  const shift = aside[kind]
  const isNext = to.column === from.column + 1
  const gutter = (column: number): number =>
    column * (layout.nodeWidth + layout.gap) - Math.min(beforeNode, layout.gap / 2) - shift
  const start = { x: from.x + layout.nodeWidth, y: from.y + nodeSize.height / 2 + shift }
  const end = { x: to.x, y: to.y + nodeSize.height / 2 + shift }
  // A child further on stands in its parent's block, whose first row is the parent's own.
  const top = to.node.parent === from.node.pid ? from.y : to.y
  const across = isNext ? end.y : top - rowGap / 2 + shift / 2
  const [out, into] = [gutter(from.column + 1), gutter(to.column)]
  return [start, { x: out, y: start.y }, { x: out, y: across }, { x: into, y: across }, { x: into, y: end.y }, end]
}

/** @returns the line as path data, its corners rounded; always of the same commands, or it could not be animated */
export function pathOf(points: readonly Point[]): string {
  const [start, ...rest] = points
  const end = rest.at(-1)
  if (start === undefined || end === undefined) return ''
  const corners = rest.slice(0, -1).map((corner, index) => {
    const [before, after] = [points[index] ?? corner, points[index + 2] ?? corner]
    // Where all lines of a parent part it stays sharp: their curves together would be a blot.
    const most = index === 0 ? 0 : cornerRadius
    const radius = Math.min(most, lengthOf(before, corner) / 2, lengthOf(corner, after) / 2)
    return `L ${pair(toward(corner, before, radius))} Q ${pair(corner)} ${pair(toward(corner, after, radius))}`
  })
  return `M ${pair(start)} ${corners.join(' ')} L ${pair(end)}`
}

const pair = ({ x, y }: Point): string => `${x} ${y}`
const lengthOf = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

/** Along a line that is level or upright. */
const toward = (from: Point, to: Point, by: number): Point => ({
  x: from.x + Math.sign(to.x - from.x) * by,
  y: from.y + Math.sign(to.y - from.y) * by,
})
