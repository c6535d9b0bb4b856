import type { ReactNode } from 'react'
import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import type { Told } from '../../../../../shared/contract/details.ts'
import type { ProcessIdentity } from '../../../../../shared/contract/process.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useSection, type Ask } from './use-section.ts'

/** Which sections are open: the same ones for the next process that is looked at. */
const open = createStore<{ readonly titles: ReadonlySet<string> }>(() => ({ titles: new Set() }))

interface FoldProps {
  readonly title: string
  readonly children: ReactNode
}

/** A part of the details that is opened when it is wanted; what is in it is made only then. */
export function Fold({ title, children }: FoldProps) {
  const isOpen = useStore(open, ({ titles }) => titles.has(title))
  return (
    <details
      className="fold"
      open={isOpen}
      onToggle={(event) => {
        const titles = new Set(open.getState().titles)
        if (event.currentTarget.open) titles.add(title)
        else titles.delete(title)
        if (titles.size !== open.getState().titles.size) open.setState({ titles })
      }}
    >
      <summary>{title}</summary>
      {isOpen && <div className="fold-body">{children}</div>}
    </details>
  )
}

interface SectionProps<T> {
  readonly title: string
  readonly process: ProcessIdentity
  readonly ask: Ask<T>
  /** Asked for again and again while it is open. */
  readonly isLive?: boolean
  /** `at`: epoch ms of the answer. */
  readonly children: (value: T, at: number) => ReactNode
}

/** A part of the details that the OS is asked for when it is opened. */
export function Section<T>({ title, ...rest }: SectionProps<T>) {
  return (
    <Fold title={title}>
      <SectionBody {...rest} />
    </Fold>
  )
}

function SectionBody<T>({ process, ask, isLive = false, children }: Omit<SectionProps<T>, 'title'>) {
  const text = useText()
  const { answer, failure, at = 0 } = useSection(ask, process, true, isLive)
  if (failure !== undefined) return <p role="alert">{text('details.failed', { message: failure })}</p>
  if (answer === undefined) return <p className="quiet">{text('details.reading')}</p>
  return <OrWhyNot told={answer}>{(value) => children(value, at)}</OrWhyNot>
}

/** What is told, or a sentence why it is not. */
export function OrWhyNot<T>({
  told,
  children,
}: {
  readonly told: Told<T>
  readonly children: (value: T) => ReactNode
}) {
  const text = useText()
  if (told.kind === 'told') return children(told.value)
  return <p className="quiet">{text(`details.absent.${told.kind}`)}</p>
}

interface ListProps {
  readonly title: string
  readonly headings: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
  /** How many are known of. */
  readonly total?: number
  /** Not all were sent. */
  readonly cut?: boolean | undefined
}

/** A small table that scrolls by itself. */
export function List({ title, headings, rows, total = rows.length, cut = false }: ListProps) {
  const text = useText()
  if (rows.length === 0 && !cut) return <p className="quiet">{text('details.noItems')}</p>
  return (
    <>
      {cut && (
        <p className="quiet">
          {total > rows.length ? text('details.cut', { shown: rows.length, all: total }) : text('details.cutMore')}
        </p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="detail-list" role="region" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <tr key={key}>
                {cells.map((cell, index) => (
                  <td key={headings[index]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
