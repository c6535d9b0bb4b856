/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a live region that is a paragraph */
import { retryNow, type BackendState } from '../host/backend-store.ts'
import { useText } from '../i18n/use-text.ts'

/** What there is to say while there is no connection. */
export function ConnectionNotice({ status }: { readonly status: Exclude<BackendState['status'], 'connected'> }) {
  const text = useText()
  if (status === 'disconnected') {
    return (
      <div className="banner" role="alert">
        <span>{text('connection.lost')}</span>
        <button type="button" onClick={retryNow}>
          {text('connection.retry')}
        </button>
      </div>
    )
  }
  return (
    <main className="notice">
      <h1>Forkscope</h1>
      <p role="status">{text(`connection.${status}`)}</p>
      {status !== 'connecting' && <p>{text('connection.expiredHelp')}</p>}
    </main>
  )
}
