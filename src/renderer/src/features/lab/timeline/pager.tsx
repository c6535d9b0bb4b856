import { useText } from '../../../i18n/use-text.ts'

interface PagerProps {
  /** From 0. */
  readonly page: number
  readonly pages: number
  readonly onPage: (page: number) => void
}

/** Goes through the pages of a long table. */
export function Pager({ page, pages, onPage }: PagerProps) {
  const text = useText()
  if (pages === 1) return undefined
  const steps = [
    ['«', 'lab.firstPage', 0],
    ['‹', 'lab.previousPage', page - 1],
    ['›', 'lab.nextPage', page + 1],
    ['»', 'lab.lastPage', pages - 1],
  ] as const
  return (
    <div className="line pager" role="group" aria-label={text('lab.pages')}>
      {steps.map(([sign, name, to]) => {
        const leads = to !== page && to >= 0 && to < pages
        return (
          <button
            key={name}
            type="button"
            aria-label={text(name)}
            title={text(name)}
            // Disabled it would lose the focus that brought it here.
            aria-disabled={!leads}
            onClick={() => leads && onPage(to)}
          >
            {sign}
          </button>
        )
      })}
      <small className="number">{text('lab.pageOf', { page: page + 1, pages })}</small>
    </div>
  )
}
