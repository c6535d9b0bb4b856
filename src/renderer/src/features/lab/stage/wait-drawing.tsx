import { useText } from '../../../i18n/use-text.ts'
import { hasEnded } from '../model/lane.ts'
import type { GraphEdge, GraphNode, WaitGraphLayout } from '../model/wait-graph-layout.ts'
import { usePicture } from './use-run.ts'

const box = { width: 106, height: 34, apart: 10 }
/** Between two columns; where no third one stands, ways there and back have more room. */
const gaps = { three: 34, two: 104 }
/** As many signs fit into a box. */
const signs = 16
const width = 3 * box.width + 2 * gaps.three + 8

interface WaitDrawingProps {
  readonly layout: WaitGraphLayout
  /** Rows that are kept free at least. */
  readonly room: number
  /** Microseconds of the run. */
  readonly moment: number
  /** The same in words. */
  readonly label: string
}

const placeOf = ({ column, row }: GraphNode, gap: number) => ({
  x: 4 + column * (box.width + gap),
  y: 4 + row * (box.height + box.apart),
})

/** The boxes and arrows of the wait-for graph. */
export function WaitDrawing({ layout, room, moment, label }: WaitDrawingProps) {
  const gap = layout.nodes.some(({ column }) => column === 2) ? gaps.three : gaps.two
  const height = Math.max(layout.rows, room) * (box.height + box.apart)
  return (
    <svg
      className="wait-graph"
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <defs>
        {['wait-arrow', 'stuck-arrow'].map((id) => (
          <marker key={id} id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 L8 4 L0 8 Z" />
          </marker>
        ))}
      </defs>
      {layout.edges.map((edge) => (
        <Arrow key={`${edge.from.key} ${edge.to.key}`} {...edge} gap={gap} />
      ))}
      {layout.nodes.map((node) => (
        <Box key={node.key} node={node} gap={gap} moment={moment} />
      ))}
    </svg>
  )
}

/** Ways between the same two columns, there and back, keep so far apart. */
const aside = 6

function Arrow({ from, to, stuck, gap }: GraphEdge & { readonly gap: number }) {
  const [start, end] = [placeOf(from, gap), placeOf(to, gap)]
  const back = to.column < from.column
  const shift = back ? aside : from.column === 0 ? -aside : 0
  const [x, endX] = back ? [start.x, end.x + box.width + 2] : [start.x + box.width, end.x - 2]
  const bend = (back ? -gap : gap) / 2
  const [y, endY] = [start.y, end.y].map((top) => top + box.height / 2 + shift)
  return (
    <path
      className="wait-edge"
      data-stuck={stuck || undefined}
      markerEnd={`url(#${stuck ? 'stuck' : 'wait'}-arrow)`}
      d={`M ${x} ${y} C ${x + bend} ${y}, ${endX - bend} ${endY}, ${endX} ${endY}`}
    />
  )
}

interface BoxProps {
  readonly node: GraphNode
  readonly gap: number
  /** Microseconds of the run. */
  readonly moment: number
}

function Box({ node, gap, moment }: BoxProps) {
  const text = useText()
  const picture = usePicture()
  const { x, y } = placeOf(node, gap)
  const dead = node.kind === 'nobody' || (node.pid !== undefined && hasEnded(picture.lanes.get(node.pid), moment))
  const name = (): string => {
    if (node.kind === 'nobody') return text('lab.nobody')
    if (node.kind === 'child') return text('lab.theEnd')
    if (node.pid === undefined) return node.on ?? ''
    return `${dead ? '† ' : ''}${picture.lanes.get(node.pid)?.name ?? ''}`
  }
  const middle = x + box.width / 2
  return (
    <g className="wait-node" data-stuck={node.stuck || undefined} data-dead={dead || undefined}>
      <title>{node.pid === undefined ? name() : picture.nameOf(node.pid)}</title>
      <rect x={x} y={y} width={box.width} height={box.height} rx={node.column === 1 ? box.height / 2 : 4} />
      <text x={middle} y={y + (node.pid === undefined ? 21 : 15)}>
        {name().length > signs ? `${name().slice(0, signs - 1)}…` : name()}
      </text>
      {node.pid !== undefined && (
        <text className="pid" x={middle} y={y + 28}>
          {node.pid}
        </text>
      )}
    </g>
  )
}
