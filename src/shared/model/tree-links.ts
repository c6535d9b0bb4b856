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
  /** It has not left the table. */
  here: boolean
  /** As it was shown last, and at which place from the top. */
  row: TreeRow<Row> | undefined
  at: number
}

/** Rows before and after, by their keys; undefined where there was, or is, none. */
export type Steps<Row> = ReadonlyMap<string, readonly [before: Row | undefined, after: Row | undefined]>

/** What a table brought. */
export interface Taken<Row extends TreeProcess> {
  /** Those that are the same processes in the same places, and changed otherwise. */
  readonly altered: readonly Node<Row>[]
  /** Somebody came, left or has another place. */
  readonly moved: boolean
}

/** The relations of a table, kept from one update to the next. */
export interface TreeLinks<Row extends TreeProcess> {
  readonly roots: Siblings<Row>
  readonly all: Siblings<Row>
  /**
   * Takes the next table in; a row object that is the same as before has not changed.
   * @param stays whether a row that has changed stands where it stood
   * @param steps what makes this table of the one before; found out when it is not known
   */
  readonly take: (
    table: ReadonlyMap<string, Row>,
    stays: (before: Row, now: Row, key: string) => boolean,
    steps?: Steps<Row>,
  ) => Taken<Row>
}

/** @returns the links of an empty table */
export function createTreeLinks<Row extends TreeProcess>(): TreeLinks<Row> {
  const nodes = new Map<string, Node<Row>>()
  const roots: Siblings<Row> = { nodes: [], ordered: false }
  const all: Siblings<Row> = { nodes: [], ordered: false }
  /** A link was cut, or may have to be: all are looked at again. */
  let doubtful = false
  const isHere = ({ here }: Node<Row>): boolean => here
  const among = (node: Node<Row>): Siblings<Row> => node.parent?.children ?? roots
  const parentOf = ({ process: { ppid, parentStartKey } }: Node<Row>): Node<Row> | undefined =>
    parentStartKey === undefined ? undefined : nodes.get(`${ppid}@${parentStartKey}`)

  /** @returns what makes this table of those that are known: mostly in the same order, so that none has to be looked up */
  const findSteps = (table: ReadonlyMap<string, Row>): Steps<Row> => {
    const steps = new Map<string, readonly [Row | undefined, Row | undefined]>()
    const inOrder = nodes.values()
    let expected = inOrder.next().value
    for (const [key, process] of table) {
      while (expected !== undefined && expected.key !== key && !table.has(expected.key)) expected = inOrder.next().value
      const node = expected?.key === key ? expected : nodes.get(key)
      if (node === expected) expected = inOrder.next().value
      if (node?.process !== process) steps.set(key, [node?.process, process])
    }
    if (nodes.size + steps.size > table.size)
      for (const [key, { process }] of nodes) if (!table.has(key)) steps.set(key, [process, undefined])
    return steps
  }

  /** @returns who came, who changed, and whether somebody left or has another place */
  const follow = (steps: Steps<Row>, stays: Parameters<TreeLinks<Row>['take']>[1]) => {
    const [came, altered]: [Node<Row>[], Node<Row>[]] = [[], []]
    let [left, moved] = [false, false]
    for (const [key, [, process]] of steps) {
      const node = nodes.get(key)
      if (process === undefined) {
        if (node === undefined) continue
        node.here = false
        nodes.delete(key)
        left = true
      } else if (node === undefined) {
        const fresh = create(key, process)
        nodes.set(key, fresh)
        came.push(fresh)
      } else if (node.process !== process) {
        const { ppid, parentStartKey } = node.process
        if (ppid !== process.ppid || parentStartKey !== process.parentStartKey) doubtful = true
        if (!stays(node.process, process, key)) {
          among(node).ordered = false
          all.ordered = false
          moved = true
        }
        node.process = process
        altered.push(node)
      }
    }
    return { came, altered, left, moved }
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
    take(table, stays, steps = findSteps(table)) {
      const { came, altered, left, moved } = follow(steps, stays)
      if (left && !doubtful) unlinkLeft()
      if (came.length > 0 && !doubtful) linkNew(came)
      const anew = doubtful
      if (doubtful) linkAnew()
      return { altered, moved: moved || left || came.length > 0 || anew }
    },
  }
}

function create<Row extends TreeProcess>(key: string, process: Row): Node<Row> {
  const children = { nodes: [], ordered: true }
  return { key, process, parent: undefined, children, kept: undefined, here: true, row: undefined, at: -1 }
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
