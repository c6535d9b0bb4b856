import { useText } from '../i18n/use-text.ts'

export const pages = ['processes', 'machine', 'lab', 'settings'] as const
export type PageName = (typeof pages)[number]

/** Drawn on a 24-unit square. */
const icons: Readonly<Record<PageName, string>> = {
  processes: 'M5 4h6v4H5zM13 10h6v4h-6zM13 17h6v4h-6zM8 8v11h5M8 12h5',
  machine: 'M12 4a8 8 0 1 0 8 8M12 12l5-6',
  lab: 'M9 3h6M10 3v6l-5 10a1.5 1.5 0 0 0 1.4 2h11.2a1.5 1.5 0 0 0 1.4-2l-5-10V3M8 15h8',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4',
}

/** The pages, at the left edge. */
export function Navigation({
  page,
  onChange,
}: {
  readonly page: PageName
  readonly onChange: (page: PageName) => void
}) {
  const text = useText()
  return (
    <nav className="navigation" aria-label={text('app.navigation')}>
      {pages.map((each) => (
        <button
          key={each}
          type="button"
          aria-current={each === page ? 'page' : undefined}
          onClick={() => onChange(each)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={icons[each]} />
          </svg>
          <span>{text(`page.${each}`)}</span>
        </button>
      ))}
    </nav>
  )
}
