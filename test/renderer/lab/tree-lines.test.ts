import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutTree, nodeSize } from '../../../src/renderer/src/features/lab/model/tree-layout.ts'
import { linesOf, pathOf, type Point, type TreeLine } from '../../../src/renderer/src/features/lab/model/tree-lines.ts'
import { treeAt } from '../../../src/renderer/src/features/lab/model/tree-at.ts'
import { beginning, child, main, pictureOf, supervisor } from './run-events.ts'

type Piece = readonly [Point, Point]
interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** @returns the level and upright pieces of a line, those that have a length */
const piecesOf = ({ points }: TreeLine): readonly Piece[] =>
  points
    .slice(1)
    .map((to, index): Piece => [points[index] ?? to, to])
    .filter(([a, b]) => a.x !== b.x || a.y !== b.y)

const boxOf = ([a, b]: Piece): Box => ({
  left: Math.min(a.x, b.x),
  right: Math.max(a.x, b.x),
  top: Math.min(a.y, b.y),
  bottom: Math.max(a.y, b.y),
})
const touch = (a: Box, b: Box): boolean =>
  a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom

const familyOf = (children: number, daemon = false) => [
  ...beginning(),
  ...Array.from({ length: children }, (_, n) => child(n + 2, 100 + n, `w${n}`, daemon)),
]
const drawn = (events: ReturnType<typeof familyOf>, room: number) => {
  const layout = layoutTree(treeAt(pictureOf(events), 9999), room)
  return { layout, lines: linesOf(layout) }
}

/** What every picture of a tree keeps. */
function expectUnambiguous({ layout, lines }: ReturnType<typeof drawn>): void {
  const boxes = layout.nodes.map((placed) => ({
    placed,
    box: { left: placed.x, right: placed.x + layout.nodeWidth, top: placed.y, bottom: placed.y + nodeSize.height },
  }))
  for (const line of lines) {
    for (const piece of piecesOf(line).map(boxOf)) {
      for (const { placed, box } of boxes) {
        const own = placed === line.from || placed === line.to
        // Its own two nodes it touches at their sides, and does not enter.
        const inset = own ? 0.5 : 0
        const inner = {
          left: box.left + inset,
          right: box.right - inset,
          top: box.top + inset,
          bottom: box.bottom - inset,
        }
        const words = `${line.kind} ${line.from.node.pid} → ${line.to.node.pid} and ${placed.node.pid}`
        if (touch(piece, inner)) expect.fail(words)
      }
    }
    // Beside the picture nothing is seen, nor scrolled to.
    for (const { x } of line.points) expect(x >= 0 && x <= layout.width, `${line.kind} at ${x}`).toBe(true)
    expect(line.points[0]).toMatchObject({ x: line.from.x + layout.nodeWidth })
    expect(line.points.at(-1)).toMatchObject({ x: line.to.x })
  }
  const parents = lines.filter(({ kind }) => kind === 'parent')
  for (const [index, a] of parents.entries()) {
    for (const b of parents.slice(index + 1).filter(({ from }) => from !== a.from)) {
      const meet = piecesOf(a).some((one) => piecesOf(b).some((other) => touch(boxOf(one), boxOf(other))))
      if (meet) expect.fail(`lines from ${a.from.node.pid} and ${b.from.node.pid} meet`)
    }
  }
}

describe('the lines of the tree', () => {
  it.each([1, 6, 7, 10, 40, 100])('of %i children pass and end at no node but parent and child', (children) => {
    for (const room of [300, 580, 760, 1180, 2440, Number.POSITIVE_INFINITY]) {
      const picture = drawn(familyOf(children), room)
      expect(picture.lines.map(({ to }) => to.node.pid)).toHaveLength(children + 1)
      expectUnambiguous(picture)
    }
  })
  it('keep that in any family, whoever is whose child', () => {
    const parentOfEach = fc.array(fc.nat(), { maxLength: 45 })
    fc.assert(
      fc.property(parentOfEach, fc.integer({ min: 200, max: 2500 }), (parents, room) => {
        const pids = [main]
        const children = parents.map((chosen, index) => {
          const pid = 100 + index
          const ppid = pids[chosen % pids.length] ?? main
          pids.push(pid)
          return child(index + 2, pid, `w${index}`, chosen % 3 === 0, ppid)
        })
        expectUnambiguous(drawn([...beginning(), ...children], room))
      }),
    )
  })
  it('to a parent that is gone go around the others, also back to the left', () => {
    const adopted = { kind: 'reparented', t: 90, pid: 102, from: 101, to: 1 } as const
    const events = [
      ...familyOf(9),
      child(50, 30, 'middle', false, 100),
      child(51, 31, 'late', false, 30),
      { ...adopted, pid: 31, from: 30 },
    ]
    const picture = drawn(events, 1180)
    expect(picture.lines.filter(({ kind }) => kind === 'broken').map(({ to }) => to.node.pid)).toEqual([31])
    expectUnambiguous(picture)
  })
  it('of a daemon run beside the line of descent', () => {
    const { lines } = drawn(familyOf(8, true), 1180)
    const way = (kind: string, pid: number) => lines.find((line) => line.kind === kind && line.to.node.pid === pid)
    for (const pid of [100, 107]) {
      const [descent, tie] = [way('parent', pid)?.points ?? [], way('daemon', pid)?.points ?? []]
      expect(tie).toHaveLength(descent.length)
      for (const [index, { x, y }] of tie.entries()) expect({ x, y }).not.toEqual(descent[index])
    }
  })
  it('have the same commands whatever way they take, so that one can turn into another', () => {
    const commands = drawn(familyOf(20), 1180).lines.map(({ points }) => pathOf(points).replace(/[^A-Z]/g, ''))
    expect(new Set(commands).size).toBe(1)
  })
})

describe('a block of many children', () => {
  it('has as many columns as there is room for', () => {
    for (const room of [760, 1180, 2440]) expect(drawn(familyOf(40), room).layout.width).toBeLessThanOrEqual(room)
    const columns = (room: number) => new Set(drawn(familyOf(40), room).layout.nodes.map(({ x }) => x)).size
    // Beside supervisor and main process.
    expect(columns(580)).toBe(4)
    expect(columns(2440)).toBeGreaterThan(8)
  })
  it('leaves everybody in place at most of the children that come', () => {
    const placesAt = (children: number) =>
      drawn(familyOf(children), 580).layout.nodes.map(({ node, column, y }) => `${node.pid} ${column} ${y}`)
    const moved = Array.from({ length: 40 }, (_, n) => n + 1).filter((children) => {
      const before = placesAt(children)
      const after = new Set(placesAt(children + 1))
      return before.some((place) => !after.has(place))
    })
    expect(moved).toEqual([12, 24])
  })
  it('stands below its own parent only', () => {
    const { layout } = drawn(familyOf(12), 580)
    expect(layout.nodes.find(({ node }) => node.pid === supervisor)?.column).toBe(0)
    expect(layout.nodes.filter(({ column }) => column === 1).map(({ node }) => node.pid)).toEqual([main])
  })
})
