/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtualised treegrid cannot be an HTML table */
import { memo, useState } from 'react'
import { useIntl } from 'react-intl'
import { displayText } from '../../../../shared/model/display-text.ts'
import type { SubtreeSum } from '../../../../shared/model/subtree-sums.ts'
import type { TreeRow } from '../../../../shared/model/tree.ts'
import type { MessageId } from '../../i18n/en.ts'
import { useText, type Text } from '../../i18n/use-text.ts'
import { formatTime } from '../../components/format.ts'
import type { BadgeWords } from '../../components/badge.tsx'
import { Badges, badgesOf } from './badges.tsx'
import { cellText } from './columns/cell-text.ts'
import { isNumeric } from './columns/catalog.ts'
import type { ShownColumn } from './columns/choose.ts'
import { endedWords } from './ended-words.ts'
import { indentFor } from './indent.ts'
import { freshForMs, type PageProcess } from './process-store.ts'
import { Quantity } from '../../components/quantity.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { isNameless, shownName } from '../../components/shown-name.ts'

export interface ProcessRowProps {
  readonly row: TreeRow<PageProcess>
  readonly index: number
  readonly height: number
  readonly columns: readonly ShownColumn[]
  /** Of its subtree, where a column tells of it. */
  readonly sum: Readonly<SubtreeSum> | undefined
  readonly selected: boolean
  readonly marked: boolean
  /** Of the column of names, pixels. */
  readonly nameWidth: number
  /** It takes the Tab key's focus. */
  readonly focusable: boolean
  readonly tree: boolean
  readonly onToggle: (key: string) => void
}

/** As the style sheet has them, pixels. */
const [cellPadding, twistyWidth] = [8, 16]

/** One row of the grid. Rows are many: it renders again only when its own facts change. */
export const ProcessRow = memo(function ProcessRow(props: ProcessRowProps) {
  const { row, index, height, columns, sum, selected, marked, nameWidth, focusable, tree, onToggle } = props
  const text = useText()
  const { locale } = useIntl()
  const { process } = row
  const name = shownName(process.name, text)
  const ended = process.fresh === 'ended'
  const badges = badgesOf(process, text)
  const state = ended ? text('row.ended') : text(`state.${process.state}`)
  // A row that is drawn anew goes on fading where it was.
  const draw = (nr: number) => ({ nr, parent: row.hasChildren, age: freshForMs(row.key) })
  const [drawn, setDrawn] = useState(() => draw(0))
  // Orca reads each row that begins or ceases to be expandable, wherever the reader is, and breaks off what it says:
  // of a new element it hears nothing. The selected one may have the focus and stays.
  if (drawn.parent !== row.hasChildren) setDrawn(focusable ? { ...drawn, parent: row.hasChildren } : draw(drawn.nr + 1))
  const style = { top: index * height, height, '--age': Math.round(drawn.age) }
  return (
    <div
      key={drawn.nr}
      role="row"
      tabIndex={focusable ? 0 : -1}
      id={`row-${row.key}`}
      className="row"
      style={style}
      aria-label={badges.reduce(
        (label, { full }) => text('row.labelWith', { label, badge: full }),
        text('row.label', { name, pid: String(process.pid), state }),
      )}
      aria-rowindex={index + 2}
      aria-level={tree ? row.level : undefined}
      aria-posinset={tree ? row.position : undefined}
      aria-setsize={tree ? row.siblings : undefined}
      aria-expanded={row.hasChildren ? row.expanded : undefined}
      aria-selected={selected || marked}
      data-key={row.key}
      data-pid={process.pid}
      data-state={process.state}
      data-fresh={process.fresh}
      title={titleOf(process, text, locale)}
      data-ended={ended}
      data-marked={marked}
      data-context={row.context}
    >
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={at + 1}
          className={isNumeric(column) ? 'cell numeric' : 'cell'}
          data-column={column.id}
        >
          {column.id === 'name' ? (
            <NameCell row={row} badges={badges} tree={tree} width={nameWidth} onToggle={onToggle} />
          ) : (
            <Value
              column={column}
              process={process}
              sum={sum}
              locale={locale}
              ended={ended ? endedWords(process, text, locale) : undefined}
            />
          )}
        </div>
      ))}
    </div>
  )
}, isSame)

/** What is told of a row that the pointer rests on. */
function titleOf({ fresh, freshAt, executableDeleted }: PageProcess, text: Text, locale: string): string | undefined {
  if (fresh === 'started' && freshAt !== undefined) return text('row.startedAt', { time: formatTime(freshAt, locale) })
  return executableDeleted === true ? text('details.executableDeleted') : undefined
}

/** Every event arranges the rows anew; what a row shows of them seldom differs. */
function isSame(a: ProcessRowProps, b: ProcessRowProps): boolean {
  return (
    a.row.process === b.row.process &&
    a.index === b.index &&
    a.selected === b.selected &&
    a.marked === b.marked &&
    a.focusable === b.focusable &&
    a.height === b.height &&
    a.nameWidth === b.nameWidth &&
    a.columns === b.columns &&
    isSameSum(a.sum, b.sum) &&
    a.tree === b.tree &&
    a.onToggle === b.onToggle &&
    a.row.expanded === b.row.expanded &&
    a.row.hasChildren === b.row.hasChildren &&
    a.row.level === b.row.level &&
    a.row.position === b.row.position &&
    a.row.siblings === b.row.siblings &&
    a.row.context === b.row.context
  )
}

/** They are added up anew with every event; what is shown of them seldom differs. */
function isSameSum(a: ProcessRowProps['sum'], b: ProcessRowProps['sum']): boolean {
  return a === b || (a?.count === b?.count && a?.cpuPercent === b?.cpuPercent && a?.rssBytes === b?.rssBytes)
}

interface NameCellProps extends Pick<ProcessRowProps, 'row' | 'tree' | 'onToggle'> {
  readonly badges: readonly BadgeWords[]
  readonly width: number
}

function NameCell({ row, badges, tree, width, onToggle }: NameCellProps) {
  const text = useText()
  const name = shownName(row.process.name, text)
  const indent = indentFor(tree ? row.level : 1, width)
  const room = width - 2 * cellPadding - indent.width - (tree ? twistyWidth : 0)
  return (
    <>
      <span className="indent" style={{ width: indent.lines }} />
      {indent.level !== undefined && (
        // Screen readers have it from the row.
        <small className="level" aria-hidden="true" title={text('row.level', { level: indent.level })}>
          {indent.level}
        </small>
      )}
      {tree && (
        <span
          className="twisty"
          aria-hidden="true"
          onPointerDown={(event) => {
            if (!row.hasChildren) return
            event.stopPropagation()
            onToggle(row.key)
          }}
        >
          {row.hasChildren && (
            <svg viewBox="0 0 16 16">
              <path d="m6 4 4 4-4 4" />
            </svg>
          )}
        </span>
      )}
      <span className="named">
        <span className="process-name" data-nameless={isNameless(row.process.name)}>
          {name}
        </span>
        <Badges badges={badges} name={name} room={room} />
      </span>
    </>
  )
}

interface ValueProps {
  readonly column: ShownColumn
  readonly process: PageProcess
  readonly sum: Readonly<SubtreeSum> | undefined
  readonly locale: string
  readonly ended: string | undefined
}

function Value({ column, process, sum, locale, ended }: ValueProps) {
  if (column.id === 'state') return ended === undefined ? <StateBadge state={process.state} /> : <em>{ended}</em>
  if (column.id === 'executable' && process.executableDeleted === true) return <DeletedProgram process={process} />
  const shown = cellText(column.value(process, sum), column.kind, locale)
  switch (column.kind) {
    case 'bytes':
    case 'rate':
      return <Quantity value={shown} />
    case 'percent':
    case 'perSecond':
      // Most are idle: their zeros stand back.
      return shown === '0.0' ? <span className="zero">{shown}</span> : shown
    case 'text': {
      const word = column.words?.[shown]
      return word === undefined ? displayText(shown) : <Word id={word} />
    }
    default:
      return shown
  }
}

function DeletedProgram({ process }: { readonly process: PageProcess }) {
  const text = useText()
  return (
    <span title={text('details.executableDeleted')}>
      <small>{text('details.deleted')}</small> {displayText(process.executable ?? '')}
    </span>
  )
}

function Word({ id }: { readonly id: MessageId }) {
  return useText()(id)
}
