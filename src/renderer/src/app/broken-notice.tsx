import { useText } from '../i18n/use-text.ts'

interface BrokenNoticeProps {
  readonly reason: string
  readonly onRetry: () => void
}

/** Stands where something could not be drawn, with what to do. */
export function BrokenNotice({ reason, onRetry }: BrokenNoticeProps) {
  const text = useText()
  return (
    <section className="notice" role="alert">
      <h1>{text('broken.title')}</h1>
      <p>{text('broken.help')}</p>
      <p>
        <code>{reason}</code>
      </p>
      <p>
        <button type="button" onClick={onRetry}>
          {text('broken.retry')}
        </button>{' '}
        <button type="button" onClick={() => window.location.reload()}>
          {text('broken.reload')}
        </button>
      </p>
    </section>
  )
}
