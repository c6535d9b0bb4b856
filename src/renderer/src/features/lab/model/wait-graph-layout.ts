import type { Wait } from './waits.ts'

/** What a box of the graph stands for: a process that waits, what it waits for, or who can end the wait. */
export interface GraphNode {
  readonly key: string
  readonly column: 0 | 1 | 2
  /** From 0, fractions too: a shorter column stands in the middle of a longer one. */
  readonly row: number
  readonly kind: 'waiter' | Wait['kind'] | 'owner' | 'nobody'
  readonly pid: number | undefined
  readonly on: string | undefined
  readonly stuck: boolean
}

export interface GraphEdge {
  readonly from: GraphNode
  readonly to: GraphNode
  readonly stuck: boolean
}

export interface WaitGraphLayout {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  readonly rows: number
}

/**
 * @returns the waits as a graph in three columns: who waits, for what, and who has it; each of them once. Who waits and has
 *   something stands among those who wait, and the way leads back to it: a circle is seen as one
 */
export function layoutWaits(waits: readonly Wait[]): WaitGraphLayout {
  const found = new Map<string, Omit<GraphNode, 'row'>>()
  const add = (node: Omit<GraphNode, 'row'>): string => {
    const before = found.get(node.key)
    if (before === undefined || (node.stuck && !before.stuck)) found.set(node.key, node)
    return node.key
  }
  const waiting = new Set(waits.map(({ pid }) => pid))
  const waiterOf = (pid: number, stuck: boolean): string =>
    add({ key: `w${pid}`, column: 0, kind: 'waiter', pid, on: undefined, stuck })
  const links = waits.flatMap(({ pid, on, kind, by, stuck }) => {
    const waiter = waiterOf(pid, stuck)
    const thing = add({ key: `o${on}`, column: 1, kind, pid: undefined, on, stuck })
    const owners = by.map((owner) =>
      waiting.has(owner)
        ? waiterOf(owner, stuck)
        : add({ key: `p${owner}`, column: 2, kind: 'owner', pid: owner, on: undefined, stuck }),
    )
    // In a deadlock it is said that nobody will come; else somebody may.
    if (stuck && by.length === 0) {
      owners.push(add({ key: 'nobody', column: 2, kind: 'nobody', pid: undefined, on: undefined, stuck }))
    }
    return [{ from: waiter, to: thing, stuck }, ...owners.map((owner) => ({ from: thing, to: owner, stuck }))]
  })
  const columns = [0, 1, 2].map((column) => [...found.values()].filter((node) => node.column === column))
  const rows = Math.max(...columns.map(({ length }) => length))
  const nodes = columns.flatMap((column) =>
    column.map((node, index) => ({ ...node, row: index + (rows - column.length) / 2 })),
  )
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  const edges = new Map<string, GraphEdge>()
  for (const { from, to, stuck } of links) {
    const [start, end] = [byKey.get(from), byKey.get(to)]
    if (start === undefined || end === undefined) continue
    const key = `${from} ${to}`
    edges.set(key, { from: start, to: end, stuck: stuck || edges.get(key)?.stuck === true })
  }
  return { nodes, edges: [...edges.values()], rows }
}
