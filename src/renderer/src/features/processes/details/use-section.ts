import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Told } from '../../../../../shared/contract/details.ts'
import type { ProcessIdentity } from '../../../../../shared/contract/process.ts'
import { backend } from '../../../host/backend-store.ts'
import type { Client } from '../../../host/client.ts'
import { processes } from '../process-store.ts'

export type Ask<T> = (client: Client, identity: ProcessIdentity) => Promise<Told<T>>

/** What a section shows: an answer, a failure to get one, or neither yet. */
export interface SectionState<T> {
  readonly answer?: Told<T>
  readonly failure?: string
  /** Epoch ms: when the answer came. */
  readonly at?: number
}

/** How often what changes is asked for again. */
const againMs = 2000

/**
 * Asks for a section of the details of a process while it is open: once, or again and again until the process ends or
 * the page is paused.
 * @param ask must be the same function from one drawing to the next
 */
export function useSection<T>(
  ask: Ask<T>,
  { pid, startKey }: ProcessIdentity,
  isOpen: boolean,
  isLive: boolean,
): SectionState<T> {
  const client = useStore(backend, (state) => state.client)
  const paused = useStore(processes, (state) => state.paused)
  const [state, setState] = useState<SectionState<T> & { readonly of?: string }>({})
  const of = `${pid}@${startKey}`

  useEffect(() => {
    if (client === undefined || !isOpen) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let gone = false
    const next = async (): Promise<void> => {
      try {
        const answer = await ask(client, { pid, startKey })
        if (gone) return
        setState({ of, answer, at: Date.now() })
        if (isLive && !paused && answer.kind !== 'ended') timer = setTimeout(() => void next(), againMs)
      } catch (cause) {
        if (!gone) setState({ of, failure: cause instanceof Error ? cause.message : String(cause) })
      }
    }
    void next()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [ask, client, isOpen, isLive, of, paused, pid, startKey])
  // Never what another process was told of.
  return state.of === of ? state : {}
}
