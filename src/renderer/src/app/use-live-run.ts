import { useEffect } from 'react'
import { useStore } from 'zustand'
import { labRun } from '../features/lab/run-store.ts'
import { backend } from '../host/backend-store.ts'
import type { Client } from '../host/client.ts'

/**
 * A run goes on while other pages are open, and over a reload: whichever page is shown, it is followed, and a browser
 * asks before it is left alone. The desktop's window ends its runs itself.
 */
export function useLiveRun(): void {
  const client = useStore(backend, (state) => state.client)
  const running = useStore(labRun, (state) => state.running)
  useEffect(() => {
    // Without an answer the connection is broken: the next one is asked again.
    if (client !== undefined) followLiveRun(client).catch(() => {})
  }, [client])
  useEffect(() => {
    if (!running || window.forkscope !== undefined) return undefined
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [running])
}

async function followLiveRun(client: Client): Promise<void> {
  const latest = (await client.lab.runs()).at(-1)
  if (latest === undefined || latest.ended) return
  const { resumeRun } = await import('../features/lab/start-run.ts')
  await resumeRun(client)
}
