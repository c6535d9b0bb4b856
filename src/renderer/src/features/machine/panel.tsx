import { useId, type ReactNode } from 'react'
import { Quantity } from '../../components/quantity.tsx'
import { formatBytes } from '../../components/format.ts'

interface PanelProps {
  readonly title: string
  /** The figure to read from afar. */
  readonly figure?: string | undefined
  /** Wide panels take a whole row. */
  readonly wide?: boolean
  /** What its chart shows is plain from the title. */
  readonly plain?: boolean
  readonly children: ReactNode
}

/** One subject of the machine's page. */
export function Panel({ title, figure, wide = false, plain = false, children }: PanelProps) {
  const id = useId()
  return (
    <section
      className="machine-panel"
      data-wide={wide || undefined}
      data-plain={plain || undefined}
      aria-labelledby={id}
    >
      <header>
        <h2 id={id}>{title}</h2>
        {figure !== undefined && (
          <strong className="number">
            <Quantity value={figure} />
          </strong>
        )}
      </header>
      {children}
    </section>
  )
}

export interface Figure {
  readonly name: string
  readonly value: string
}

/** Figures with their names. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className="figures">
      {figures.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="number">
            <Quantity value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** @returns a share in words; a dash when it is not known */
export function percentWords(percent: number | undefined): string {
  return percent === undefined ? '–' : `${percent.toFixed(percent < 10 ? 1 : 0)} %`
}

/** @returns bytes per second in words; a dash when it is not known */
export function rateWords(bytes: number | undefined): string {
  return bytes === undefined ? '–' : `${formatBytes(bytes)}/s`
}
