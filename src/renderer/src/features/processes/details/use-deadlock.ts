import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { TraceEvent } from '../../../../../shared/contract/trace.ts'
import { backend } from '../../../host/backend-store.ts'
import type { PageProcess } from '../process-store.ts'

/** What a process of the lab waits for without an end. */
export interface Deadlock {
  readonly on: string
  /** How many wait for one another. */
  readonly members: number
}

/** @returns the deadlock that a lab process is in, from the events of its run; undefined for others */
export function useDeadlock({ pid, lab, fresh }: PageProcess): Deadlock | undefined {
  const client = useStore(backend, (state) => state.client)
  const [found, setFound] = useState<Deadlock & { readonly pid: number; readonly run: string }>()
  const run = fresh === 'ended' ? undefined : lab?.run
  useEffect(() => {
    if (client === undefined || run === undefined) return undefined
    const stop = new AbortController()
    const follow = async (): Promise<void> => {
      try {
        for await (const events of await client.lab.watch({ run }, { signal: stop.signal })) {
          const next = events.flatMap((event) => deadlockOf(event, pid) ?? []).at(-1)
          if (next === 'over') setFound(undefined)
          else if (next !== undefined) setFound({ ...next, pid, run })
        }
      } catch {
        // Stopped, or the run is no longer known: there is nothing to tell.
      }
    }
    void follow()
    return () => stop.abort()
  }, [client, run, pid])
  return found?.pid === pid && found.run === run ? found : undefined
}

/** @returns what an event tells of the process: a deadlock, the end of its waiting, or nothing */
export function deadlockOf(event: TraceEvent, pid: number): Deadlock | 'over' | undefined {
  if (event.kind === 'deadlock') {
    const own = event.waiting.find((each) => each.pid === pid)
    return own === undefined ? undefined : { on: own.on, members: event.waiting.length }
  }
  if (!('pid' in event) || event.pid !== pid) return undefined
  const goesOn = event.kind === 'lock' ? event.action !== 'request' : event.kind === 'output' || event.kind === 'mark'
  return goesOn ? 'over' : undefined
}
