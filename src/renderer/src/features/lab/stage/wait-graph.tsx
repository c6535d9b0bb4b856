import { useText, type Text } from '../../../i18n/use-text.ts'
import { deadlockAt, stuckWaits, type StuckWait } from '../model/deadlock-story.ts'
import type { RunPicture } from '../model/run-picture.ts'
import { useMoment, usePicture } from './use-run.ts'

/** @returns who waits for whom, and why it never ends, as sentences */
export function deadlockSentences(picture: RunPicture, waits: readonly StuckWait[], text: Text): readonly string[] {
  const name = (pid: number): string => picture.nameOf(pid)
  const sentences = waits.map(({ pid, on, kind, by, byIsDead }) => {
    const values = { who: name(pid), on, by: by === undefined ? '' : name(by) }
    if (kind === 'child') return text('lab.stuck.child', values)
    if (by === undefined) return text('lab.stuck.nobody', values)
    return text(byIsDead ? 'lab.stuck.dead' : 'lab.stuck.held', values)
  })
  const dead = waits.some(({ byIsDead }) => byIsDead)
  const circle = waits.some(({ by, kind }) => kind === 'lock' && waits.some((each) => each.pid === by))
  const why = dead ? 'lab.never.dead' : circle ? 'lab.never.circle' : 'lab.never.nobody'
  return [...sentences, text(why)]
}

const node = { width: 130, height: 30, gap: 60 }

/** Red when a deadlock was found: who waits for what, and who has it. */
export function WaitGraph() {
  const text = useText()
  const picture = usePicture()
  const found = deadlockAt(picture, useMoment())
  if (found === undefined) return undefined
  const waits = stuckWaits(picture, found)
  const height = waits.length * (node.height + 14) + 8
  const columns = [4, node.width + node.gap, (node.width + node.gap) * 2]
  return (
    <section className="deadlock" aria-labelledby="lab-deadlock">
      <h3 id="lab-deadlock">▲ {text('lab.deadlock')}</h3>
      <p>{deadlockSentences(picture, waits, text).join(' ')}</p>
      <svg
        className="wait-graph"
        role="img"
        aria-label={text('lab.waitGraph')}
        viewBox={`0 0 ${(columns[2] ?? 0) + node.width + 4} ${height}`}
      >
        <defs>
          <marker id="wait-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 L8 4 L0 8 Z" />
          </marker>
        </defs>
        {waits.map(({ pid, on, by, byIsDead, kind }, index) => {
          const y = 4 + index * (node.height + 14)
          const arrow = (from: number) => (
            <path
              className="wait-edge"
              markerEnd="url(#wait-arrow)"
              d={`M ${from + node.width} ${y + node.height / 2} h ${(columns[1] ?? 0) - node.width - (columns[0] ?? 0) - 2}`}
            />
          )
          return (
            <g key={`${pid}-${on}`}>
              <Box x={columns[0] ?? 0} y={y} words={picture.nameOf(pid)} />
              {arrow(columns[0] ?? 0)}
              <Box x={columns[1] ?? 0} y={y} words={kind === 'child' ? text('lab.theEnd') : on} round />
              {arrow((columns[1] ?? 0) - 2)}
              <Box
                x={columns[2] ?? 0}
                y={y}
                words={by === undefined ? text('lab.nobody') : `${byIsDead ? '† ' : ''}${picture.nameOf(by)}`}
                dead={byIsDead || by === undefined}
              />
            </g>
          )
        })}
      </svg>
    </section>
  )
}

interface BoxProps {
  readonly x: number
  readonly y: number
  readonly words: string
  readonly round?: boolean
  readonly dead?: boolean
}

function Box({ x, y, words, round = false, dead = false }: BoxProps) {
  return (
    <>
      <rect
        className={dead ? 'wait-node dead' : 'wait-node'}
        x={x}
        y={y}
        width={node.width}
        height={node.height}
        rx={round ? 15 : 4}
      />
      <text x={x + node.width / 2} y={y + 19} textAnchor="middle">
        {words.length > 20 ? `${words.slice(0, 19)}…` : words}
      </text>
    </>
  )
}
