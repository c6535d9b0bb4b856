export interface Part {
  /** Its form: see machine.css. */
  readonly kind: 'used' | 'second' | 'wait' | 'steal'
  readonly percent: number
}

interface SplitMeterProps {
  readonly name: string
  /** What the parts come to that count. */
  readonly percent: number
  /** All of it in words. */
  readonly words: string
  readonly parts: readonly Part[]
}

/** A whole and its parts; each part has a form of its own, not only a colour. */
export function SplitMeter({ name, percent, words, parts }: SplitMeterProps) {
  return (
    <div
      className="split-meter"
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(100, Math.max(0, Math.round(percent)))}
      aria-valuetext={words}
      title={words}
    >
      {parts.map((part) => (
        <span key={part.kind} data-kind={part.kind} style={{ inlineSize: `${part.percent}%` }} />
      ))}
    </div>
  )
}
