import type { Process } from '../contract/process.ts'
import { createTreeArranger } from './tree-arranger.ts'

/** A row in the order of display. */
export interface TreeRow<Row extends TreeProcess = TreeProcess> {
  readonly key: string
  readonly process: Row
  /** 1 at the top. */
  readonly level: number
  readonly hasChildren: boolean
  readonly expanded: boolean
  /** Its place among its siblings, from 1, and how many they are. */
  readonly position: number
  readonly siblings: number
  /** Shown only because a descendant matches the filter. */
  readonly context: boolean
}

export type TreeProcess = Pick<Process, 'pid' | 'startKey' | 'ppid' | 'parentStartKey'>

export interface TreeOptions<Row extends TreeProcess> {
  /** The order of siblings; equal ones keep the order of their pids. The same function is the same order. */
  readonly compare: (a: Row, b: Row, aKey: string, bKey: string) => number
  /** Absent: all match. */
  readonly matches?: ((row: Row) => boolean) | undefined
  readonly isCollapsed: (key: string) => boolean
  /** All side by side instead of a tree. */
  readonly flat?: boolean | undefined
}

/** @returns what names the process for good */
export function keyOf(row: Pick<Process, 'pid' | 'startKey'>): string {
  return `${row.pid}@${row.startKey}`
}

/**
 * Arranges processes as a tree: a row stands under the process of its ppid *and* parentStartKey only, so a reused pid
 * adopts nobody. Ancestors of a match stay visible. In a ring of parents the lowest pid becomes the top.
 * @returns the visible rows from top to bottom
 */
export function treeRows<Row extends TreeProcess>(
  processes: readonly Row[],
  options: TreeOptions<Row>,
): readonly TreeRow<Row>[] {
  return createTreeArranger<Row>()(new Map(processes.map((row) => [keyOf(row), row])), options)
}
