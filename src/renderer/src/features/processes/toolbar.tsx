import type { RefObject } from 'react'
import { useStore } from 'zustand'
import { backend } from '../../host/backend-store.ts'
import { useText } from '../../i18n/use-text.ts'
import { ColumnsButton } from './columns/columns-button.tsx'
import type { ColumnsOfView } from './columns/use-columns.ts'
import { chips, type Chip } from './filters.ts'
import { QueryField } from './query/query-field.tsx'
import { toggleFollow, view } from './view-store.ts'
import { SavedButton } from './saved/saved-button.tsx'
import { ShareButton } from './share/share-button.tsx'
import type { Share } from './share/use-share.ts'

interface ToolbarProps {
  readonly search: RefObject<HTMLInputElement | null>
  /** Down from the filter into what it found. */
  readonly onLeaveFilter: () => void
  readonly columns: ColumnsOfView
  readonly share: Share
  readonly chip: Chip
  readonly onChip: (chip: Chip) => void
  readonly counts: Readonly<Record<Chip, number>> | undefined
  readonly tree: boolean
  readonly onTree: (tree: boolean) => void
  readonly paused: boolean
  readonly onPause: () => void
  readonly held: boolean
  readonly canSignal: boolean
  readonly readOnly: boolean
  readonly onSignal: (signal: string) => void
  /** Asks for a port whose listeners shall end. */
  readonly onPort: () => void
}

/** Above the table: filter, view, pause, and what ends processes. */
export function Toolbar({ search, ...props }: ToolbarProps) {
  const text = useText()
  const follow = useStore(view, (state) => state.follow)
  const byFlag = useStore(backend, (state) => state.about?.capabilities.readOnly === true)
  const hint = props.paused ? text('view.paused') : props.held ? text('view.held') : ''
  return (
    <header className="toolbar">
      <div className="line">
        <QueryField input={search} onLeave={props.onLeaveFilter} />
        <SavedButton />
        <div className="choice">
          {[true, false].map((tree) => (
            <button
              key={String(tree)}
              type="button"
              aria-pressed={props.tree === tree}
              onClick={() => props.onTree(tree)}
            >
              {text(tree ? 'view.tree' : 'view.list')}
            </button>
          ))}
        </div>
        <button type="button" aria-pressed={props.paused} onClick={props.onPause}>
          {text(props.paused ? 'view.resume' : 'view.pause')}
        </button>
        <button
          type="button"
          className="follow"
          aria-pressed={follow}
          title={text('view.followTitle')}
          onClick={toggleFollow}
        >
          {text('view.follow')}
        </button>
        <ColumnsButton columns={props.columns} />
        <ShareButton share={props.share} />
        <span className="spacer" />
        <span className="ending">
          <button
            type="button"
            disabled={!props.canSignal}
            title={props.readOnly ? text('readOnly') : undefined}
            onClick={() => props.onSignal('SIGTERM')}
          >
            {text('action.terminate')}
          </button>
          <button
            type="button"
            className="danger"
            disabled={!props.canSignal}
            title={props.readOnly ? text('readOnly') : undefined}
            onClick={() => props.onSignal('SIGKILL')}
          >
            {text('action.kill')}
          </button>
          <button
            type="button"
            className="by-port"
            disabled={props.readOnly}
            title={text(props.readOnly ? 'readOnly' : 'action.endPort')}
            onClick={props.onPort}
          >
            {text('action.port')}
          </button>
        </span>
      </div>
      <div className="line chips">
        {chips.map((chip) => (
          <button
            key={chip}
            type="button"
            aria-pressed={props.chip === chip}
            data-none={props.counts?.[chip] === 0}
            onClick={() => props.onChip(chip)}
          >
            {text(`filter.${chip}`)} <b>{props.counts?.[chip] ?? '…'}</b>
          </button>
        ))}
        {props.readOnly && <span className="hint">{text(byFlag ? 'readOnlyHelp' : 'readOnlyHelpSetting')}</span>}
        <span className="hint" aria-live="off">
          {hint}
        </span>
      </div>
    </header>
  )
}
