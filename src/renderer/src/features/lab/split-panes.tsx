import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'

interface SplitPanesProps {
  readonly name: string
  /** Under which the place of the bar is kept. */
  readonly storageKey: string
  readonly first: ReactNode
  readonly second: ReactNode
  /** `row`: side by side. */
  readonly direction: 'row' | 'column'
  /** Share of the first pane before the bar was ever moved, percent. */
  readonly initial: number
  /** What the first and the second pane keep whatever the share, pixels: below it their content would be cut. */
  readonly leastPx: readonly [number, number]
}

/** Shares of the first pane, percent: side by side each needs room for a few words in a line. */
const limitsOf = { row: { least: 20, most: 70 }, column: { least: 15, most: 85 } }

function kept(key: string, initial: number): number {
  const value = Number(localStorage.getItem(key) ?? Number.NaN)
  return Number.isFinite(value) ? value : initial
}

/** @returns the share, percent, at which both panes of so many pixels keep their least */
function withinPixels(share: number, pixels: number, [first, second]: readonly [number, number]): number {
  if (pixels === 0) return share
  return Math.max((first / pixels) * 100, Math.min(share, (1 - second / pixels) * 100))
}

/** Two panes and a bar between them, moved by pointer or arrow keys. */
export function SplitPanes({ name, storageKey, first, second, direction, initial, leastPx }: SplitPanesProps) {
  const limits = limitsOf[direction]
  const clamp = (share: number): number => Math.min(limits.most, Math.max(limits.least, share))
  const [percent, setPercent] = useState(() => clamp(kept(storageKey, initial)))
  const frame = useRef<HTMLDivElement>(null)
  const move = (to: number): void => {
    const { clientWidth = 0, clientHeight = 0 } = frame.current ?? {}
    const share = clamp(withinPixels(to, direction === 'row' ? clientWidth : clientHeight, leastPx))
    setPercent(share)
    localStorage.setItem(storageKey, String(share))
  }
  const drag = (event: PointerEvent): void => {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    const share = direction === 'row' ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height
    move(share * 100)
  }
  const press = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -2, ArrowUp: -2, ArrowRight: 2, ArrowDown: 2 }
    const step = steps[event.key]
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return
    event.preventDefault()
    move(step === undefined ? (event.key === 'Home' ? limits.least : limits.most) : percent + step)
  }
  const style: CSSProperties & Record<'--share' | '--first' | '--second', string> = {
    '--share': `${percent}%`,
    '--first': `${leastPx[0]}px`,
    '--second': `${leastPx[1]}px`,
  }
  return (
    <div ref={frame} className="split-panes" data-direction={direction} style={style}>
      <div className="pane">{first}</div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that is focusable is a widget */}
      <div
        className="split-bar"
        role="separator"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={name}
        aria-orientation={direction === 'row' ? 'vertical' : 'horizontal'}
        aria-valuenow={Math.round(percent)}
        aria-valuemin={limits.least}
        aria-valuemax={limits.most}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => move(initial)}
        onKeyDown={press}
      />
      <div className="pane">{second}</div>
    </div>
  )
}
