import type { TreeProcess, TreeRow } from './tree.ts'

/** Nodes side by side. */
export interface Siblings<Row extends TreeProcess> {
  nodes: Node<Row>[]
  /** They are in the order of display. */
  ordered: boolean
}

/** A process in its relations. */
export interface Node<Row extends TreeProcess> {
  readonly key: string
  process: Row
  parent: Node<Row> | undefined
  readonly children: Siblings<Row>
  /** Of a filtered tree: found, or on the way to what was found. */
  kept: 'match' | 'context' | undefined
  /** The update that saw it last. */
  seen: number
  /** As it was shown last. */
  row: TreeRow<Row> | undefined
}

/** The relations of a table, kept from one update to the next. */
export interface TreeLinks<Row extends TreeProcess> {
  readonly roots: Siblings<Row>
  readonly all: Siblings<Row>
  /** Takes the next table in; a row object that is the same as before has not changed. */
  readonly take: (table: ReadonlyMap<string, Row>) => void
}

/** @returns the links of an empty table */
export function createTreeLinks<Row extends TreeProcess>(): TreeLinks<Row> {
  const nodes = new Map<string, Node<Row>>()
  const roots: Siblings<Row> = { nodes: [], ordered: false }
  const all: Siblings<Row> = { nodes: [], ordered: false }
  let update = 0
  /** A link was cut, or may have to be: all are looked at again. */
  let doubtful = false
  const isHere = (node: Node<Row>): boolean => node.seen === update
  const among = (node: Node<Row>): Siblings<Row> => node.parent?.children ?? roots
  const parentOf = ({ process: { ppid, parentStartKey } }: Node<Row>): Node<Row> | undefined =>
    parentStartKey === undefined ? undefined : nodes.get(`${ppid}@${parentStartKey}`)

  /** @returns who came with this table, and whether somebody left */
  const compare = (table: ReadonlyMap<string, Row>) => {
    const came: Node<Row>[] = []
    for (const [key, process] of table) {
      let node = nodes.get(key)
      if (node === undefined) {
        node = create(key, process, update)
        nodes.set(key, node)
        came.push(node)
      } else if (node.process !== process) {
        const { ppid, parentStartKey } = node.process
        if (ppid !== process.ppid || parentStartKey !== process.parentStartKey) doubtful = true
        node.process = process
        among(node).ordered = false
        all.ordered = false
      }
      node.seen = update
    }
    const left = nodes.size > table.size
    if (left) for (const node of nodes.values()) if (!isHere(node)) nodes.delete(node.key)
    return { came, left }
  }

  /** The children of those who left become tops. */
  const unlinkLeft = (): void => {
    all.nodes = all.nodes.filter(isHere)
    roots.nodes = roots.nodes.filter(isHere)
    for (const node of all.nodes) {
      const { children, parent } = node
      if (children.nodes.length > 0) children.nodes = children.nodes.filter(isHere)
      if (parent === undefined || isHere(parent)) continue
      node.parent = undefined
      roots.nodes.push(node)
      roots.ordered = false
    }
  }

  const linkNew = (came: readonly Node<Row>[]): void => {
    // A newcomer may be the parent that some top has been waiting for.
    if (roots.nodes.some((top) => parentOf(top) !== undefined)) doubtful = true
    for (const node of came) {
      node.parent = parentOf(node)
      // Only a parent that is not older can close a ring.
      if (node.parent !== undefined && node.parent.process.pid >= node.process.pid) doubtful = true
      for (const siblings of [among(node), all]) {
        siblings.nodes.push(node)
        siblings.ordered = false
      }
    }
  }

  const linkAnew = (): void => {
    roots.nodes = []
    roots.ordered = false
    all.nodes = [...nodes.values()]
    all.ordered = false
    for (const node of all.nodes) {
      node.parent = parentOf(node)
      node.children.nodes = []
      node.children.ordered = false
    }
    // Found before any is cut: whether a row leads a ring depends on the others' links.
    const leaders = all.nodes.filter(leadsARing)
    for (const leader of leaders) leader.parent = undefined
    for (const node of all.nodes) among(node).nodes.push(node)
    // A ring may open with the next table.
    doubtful = leaders.length > 0
  }

  return {
    roots,
    all,
    take(table) {
      update += 1
      const { came, left } = compare(table)
      if (left && !doubtful) unlinkLeft()
      if (came.length > 0 && !doubtful) linkNew(came)
      if (doubtful) linkAnew()
    },
  }
}

function create<Row extends TreeProcess>(key: string, process: Row, seen: number): Node<Row> {
  const children = { nodes: [], ordered: true }
  return { key, process, parent: undefined, children, kept: undefined, seen, row: undefined }
}

/** Rings are impossible in one instant, but a table is not read in one. Parents are older, so real chains rise quickly. */
function leadsARing<Row extends TreeProcess>(node: Node<Row>): boolean {
  const { parent } = node
  const { pid } = node.process
  // Only a parent that is not older can close a ring, and a pid usually tells.
  if (parent === undefined || (parent.process.pid < pid && pid > 1)) return false
  let lowest = pid
  const seen = new Set<Node<Row>>()
  for (let at: Node<Row> | undefined = parent; at !== undefined; at = at.parent) {
    if (at === node) return lowest === pid
    if (seen.has(at)) return false
    seen.add(at)
    lowest = Math.min(lowest, at.process.pid)
  }
  return false
}
