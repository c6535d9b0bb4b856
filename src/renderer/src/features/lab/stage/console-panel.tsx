import { useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useText } from '../../../i18n/use-text.ts'
import { indexAt } from '../model/history.ts'
import { isOthersOutput } from '../model/others-output.ts'
import { stage } from '../stage-store.ts'
import { rowHeight, useRowInSight, useRowWindow } from './row-window.ts'
import { timeText, useMoment, usePicture } from './use-run.ts'

interface ConsolePanelProps {
  /** The run is of a program of one's own. */
  readonly own: boolean
}

/** What the processes printed, in the order in which it was read. */
export function ConsolePanel({ own }: ConsolePanelProps) {
  const text = useText()
  const picture = usePicture()
  const moment = useMoment()
  const cursorUs = useStore(stage, (state) => state.cursorUs)
  const selected = useStore(stage, (state) => state.selected)
  const [only, setOnly] = useState<number>()
  const [copied, setCopied] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)
  const { length } = picture.console
  const lines = useMemo(
    // `length`: the list grows in place.
    () => picture.console.slice(0, length).filter(({ pid }) => only === undefined || pid === only),
    [picture, length, only],
  )
  const shown = useRowWindow(scroller, lines.length)
  const at = cursorUs === undefined ? lines.length - 1 : indexAt(lines, moment)
  useRowInSight(scroller, at, cursorUs !== undefined)
  const printing = [...picture.lanes.values()].filter(({ points }) => points.some(({ kind }) => kind === 'output'))
  const isCreditedToMain = own && isOthersOutput(picture)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(lines.map((line) => `${line.text}\n`).join(''))
    setCopied(true)
  }
  return (
    <div className="console-panel">
      <p className="line">
        <label>
          {text('lab.printedBy')}{' '}
          <select
            value={only ?? ''}
            onChange={({ target }) => setOnly(target.value === '' ? undefined : Number(target.value))}
          >
            <option value="">{text('lab.everyone')}</option>
            {printing.map(({ pid }) => (
              <option key={pid} value={pid}>
                {picture.nameOf(pid)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" disabled={lines.length === 0} onClick={() => void copy()} onBlur={() => setCopied(false)}>
          {text(copied ? 'lab.copied' : 'details.copy')}
        </button>
        <small>{text('lab.lines', { count: lines.length })}</small>
      </p>
      {isCreditedToMain && <p className="note">{text('lab.creditedToMain')}</p>}
      {lines.length === 0 && (
        <p className="empty">{text(picture.report === undefined ? 'lab.noOutput' : 'lab.noOutputAtAll')}</p>
      )}
      <div
        ref={scroller}
        className="console-scroll"
        hidden={lines.length === 0}
        // A scrolling region must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={text('lab.output')}
      >
        <ol className="console" style={{ height: lines.length * rowHeight }}>
          {shown.map((index) => {
            const line = lines[index]
            if (line === undefined) return undefined
            const lane = picture.lanes.get(line.pid)
            return (
              <li
                key={index}
                style={{ transform: `translateY(${index * rowHeight}px)` }}
                data-stream={line.stream}
                data-later={line.t > moment || undefined}
                data-selected={line.pid === selected || undefined}
                aria-current={index === at && cursorUs !== undefined ? 'true' : undefined}
              >
                <small className="number">{timeText(line.t)}</small>
                <b data-colour={(lane?.index ?? 0) % 8}>{lane?.name ?? line.pid}</b>
                <span>{line.text}</span>
              </li>
            )
          })}
        </ol>
      </div>
    </div>
  )
}
