import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { LabPage } from '../features/lab/lab-page.tsx'
import { backend } from '../host/backend-store.ts'
import { useText } from '../i18n/use-text.ts'

/** The lab's page, fetched when it is opened first: whoever only looks at processes need not wait for it. */
export function LabRoute(props: Parameters<typeof LabPage>[0]) {
  const text = useText()
  // The host that serves the page's code may be away; with the next connection it is back.
  const client = useStore(backend, (state) => state.client)
  const [loaded, setLoaded] = useState<{ readonly LabPage: typeof LabPage }>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    if (loaded !== undefined) return
    import('../features/lab/lab-page.tsx').then(setLoaded, (cause: unknown) => setFailure(String(cause)))
  }, [client, loaded])
  if (loaded !== undefined) return <loaded.LabPage {...props} />
  return failure === undefined ? (
    <p className="empty">{text('lab.loading')}</p>
  ) : (
    <p className="empty" role="alert">
      {text('lab.failedToList', { message: failure })}
    </p>
  )
}
